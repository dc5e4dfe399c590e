package org.jawort.tenant;

import java.net.URI;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * An invitation waits to be mailed.
 *
 * @param by name of whoever invites
 * @param link that makes whoever follows it a member of staff
 */
public record InvitationWritten(
    TenantId tenant, StaffEmail to, Language language, String by, URI link) {
  @Override
  public String toString() {
    return "InvitationWritten[" + tenant + "]";
  }
}
