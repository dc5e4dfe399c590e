package org.jawort.tenant.web;

import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.PasswordHashes;
import org.jawort.tenant.PasswordRules;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.staff.Invitation;
import org.jawort.tenant.staff.Invitations;
import org.springframework.stereotype.Component;

/** Reads names and new passwords. */
@Component
class Newcomers {
  private static final int LONGEST_NAME = 120;

  private final PasswordRules rules;
  private final PasswordHashes hashes;
  private final Tenants tenants;

  Newcomers(PasswordRules rules, PasswordHashes hashes, Tenants tenants) {
    this.rules = rules;
    this.hashes = hashes;
    this.tenants = tenants;
  }

  /** Who takes up an invitation; empty where the form was refused. */
  Optional<Invitations.Newcomer> read(FormInput form, Invitation invitation, Language language) {
    String name = form.required("name", LONGEST_NAME);
    String firm = tenants.find(invitation.tenant()).name();
    return password(form, invitation.email(), firm)
        .filter(hash -> form.isGood())
        .map(hash -> new Invitations.Newcomer(name, language, hash));
  }

  /** The hash of the new password; empty where it was refused. */
  Optional<String> password(FormInput form, StaffEmail email, String firm) {
    String password = form.secret("password");
    rules
        .judge(password, email, firm)
        .ifPresent(
            problem -> form.refuse("password", PasswordWords.key(problem), PasswordRules.SHORTEST));
    return form.isGood() ? Optional.of(hashes.hash(password)) : Optional.empty();
  }
}
