package org.jawort.campaign.mail;

import java.net.URI;
import java.time.InstantSource;
import org.jawort.delivery.StaffMails;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.InvitationWritten;
import org.jawort.tenant.PasswordForgotten;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Mails the links to accounts, inside the transaction that made them. */
@Component
class AccountMails {
  private final Tenants tenants;
  private final StaffMails mails;
  private final StaffLetters letters;

  AccountMails(
      Tenants tenants, StaffMails mails, MessageSource texts, Ids ids, InstantSource clock) {
    this.tenants = tenants;
    this.mails = mails;
    this.letters = new StaffLetters(texts, ids, clock);
  }

  @EventListener
  void on(InvitationWritten invitation) {
    write(
        invitation.tenant(),
        invitation.to(),
        "account.mail.invitation",
        invitation.language(),
        invitation.by(),
        invitation.link());
  }

  @EventListener
  void on(PasswordForgotten forgotten) {
    write(
        forgotten.tenant(),
        forgotten.to(),
        "account.mail.password",
        forgotten.language(),
        forgotten.name(),
        forgotten.link());
  }

  /** An address that mail cannot be written to gets none; the owner sees that nobody comes. */
  private void write(
      TenantId tenant, StaffEmail to, String key, Language language, String by, URI link) {
    Tenant sender = tenants.find(tenant);
    MailAddress.of(to.address())
        .ifPresent(
            address ->
                mails.queue(
                    tenant,
                    StaffMails.Kind.ACCOUNT,
                    letters.write(sender, address, key, language, by, sender.name(), link)));
  }
}
