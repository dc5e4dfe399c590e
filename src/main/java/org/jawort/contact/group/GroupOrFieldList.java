package org.jawort.contact.group;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What a tenant keeps a list of by names: its groups and its fields. */
public interface GroupOrFieldList {
  /** One of them; empty where the tenant has none of that id. */
  Optional<GroupOrField> find(TenantId tenant, UUID id);

  /**
   * Adds one.
   *
   * @param name at most {@value GroupOrField#LONGEST_NAME} characters
   * @return its id; empty where there is one of that name, however it is written
   */
  Optional<UUID> create(TenantId tenant, String name);

  /** Renames it; Renamed, Taken or Unknown. */
  GroupOrFieldOutcome rename(TenantId tenant, UUID id, String name);

  /** Deletes it with what hangs on it; the contacts stay. Deleted, InUse or Unknown. */
  GroupOrFieldOutcome delete(TenantId tenant, UUID id);

  /** The names of what relies on it, for which it cannot be deleted. */
  List<String> uses(TenantId tenant, UUID id);
}
