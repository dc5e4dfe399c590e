package org.jawort.contact.group;

import java.util.List;
import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * Who is in a group that fills itself; owned here, told by the room above that reads definitions.
 */
public interface DefinedMembers {
  /**
   * They as {@link GroupMembers#page} lists those of other groups; since when they are in it is
   * since they are here.
   *
   * @param definition as it is kept
   * @param asked which of them, and how long they are looked for
   * @return empty where it took longer
   */
  Optional<List<GroupMember>> page(TenantId tenant, String definition, MembersAsked asked);

  /** What the definition says, for people. */
  String inWords(TenantId tenant, String definition, Language language);
}
