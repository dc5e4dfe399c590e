package org.jawort.tenant;

import org.jawort.platform.Language;

/** A member of staff to be added; the password was checked by {@link PasswordRules}. */
public record NewUser(
    String name, StaffEmail email, Role role, Language language, String password) {
  @Override
  public String toString() {
    return "NewUser[" + role + "]";
  }
}
