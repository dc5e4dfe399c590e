package org.jawort.tenant;

import java.net.URI;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * A link to a new password waits to be mailed.
 *
 * @param tenant in whose name
 */
public record PasswordForgotten(
    TenantId tenant, StaffEmail to, String name, Language language, URI link) {
  @Override
  public String toString() {
    return "PasswordForgotten[" + tenant + "]";
  }
}
