package org.jawort.tenant.account;

import java.net.URI;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.StaffEmail;

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
