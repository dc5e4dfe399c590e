package org.jawort.tenant;

import java.util.Set;
import org.jawort.platform.web.Audience;

/** What a member of staff may do. Owner, editor and staff each include the next; auditors read. */
public enum Role {
  /** Everything, also settings and users. */
  OWNER(
      Audience.READER,
      Audience.STAFF,
      Audience.EDITOR,
      Audience.OVERSEER,
      Audience.OWNER,
      Audience.OPERATOR),
  /** What is sent, and all that staff may. */
  EDITOR(Audience.READER, Audience.STAFF, Audience.EDITOR),
  /** Contacts and their consent. */
  STAFF(Audience.READER, Audience.STAFF),
  /** Reads everything and changes nothing. */
  AUDITOR(Audience.READER, Audience.OVERSEER);

  private final Set<Audience> audiences;

  Role(Audience... audiences) {
    this.audiences = Set.of(audiences);
  }

  /** Tells whether somebody in this role belongs to the audience. */
  public boolean belongsTo(Audience audience) {
    return audience == Audience.EVERYONE || audiences.contains(audience);
  }
}
