package org.jawort.contact.group;

import java.util.List;
import java.util.UUID;
import org.jawort.platform.TenantId;

/**
 * Who relies on groups and fields; owned here, told by the rooms above. What somebody relies on is
 * not deleted.
 */
public interface GroupAndFieldUse {
  /**
   * The names of what relies on a group or a field, as staff know them; empty where nothing does.
   *
   * <p>Asked inside the transaction that is to delete it, after its row was locked: who begins to
   * rely on one holds that row ({@link ContactGroups#hold}, {@link CustomFields#hold}).
   */
  List<String> uses(TenantId tenant, UUID id);
}
