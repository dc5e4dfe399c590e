package org.jawort.campaign.mail;

import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.delivery.StaffMails;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The door for short mails to members of staff about their work. */
@Component
public class StaffPost {
  private final Tenants tenants;
  private final StaffMails mails;
  private final StaffLetters letters;

  StaffPost(Tenants tenants, StaffMails mails, MessageSource texts, Ids ids, InstantSource clock) {
    this.tenants = tenants;
    this.mails = mails;
    this.letters = new StaffLetters(texts, ids, clock);
  }

  /**
   * Tells somebody that notices wait; inside the caller's transaction where there is one. The mail
   * says how many and where, and nothing of whom they are about: it lies in mailboxes that Jawort
   * can erase nothing from.
   *
   * @param page where they can be read
   * @return false where the address cannot be written to
   */
  public boolean noticesWait(TenantId tenant, User to, int count, URI page) {
    String key = count == 1 ? "notice.mail.one" : "notice.mail.many";
    return tell(tenant, to, key, String.valueOf(count), page);
  }

  /**
   * Tells somebody something that concerns no person; inside the caller's transaction where there
   * is one.
   *
   * @param key of the messages {@code <key>.subject} and {@code <key>.text}, whose first arguments
   *     are the reader's name and the tenant's
   * @return false where the address cannot be written to
   */
  public boolean tell(TenantId tenant, User to, String key, Object... more) {
    Tenant sender = tenants.find(tenant);
    Object[] arguments =
        Stream.concat(Stream.of(to.name(), sender.name()), Arrays.stream(more)).toArray();
    Optional<MailAddress> address = MailAddress.of(to.email().address());
    address.ifPresent(
        known ->
            mails.queue(
                tenant,
                StaffMails.Kind.NOTICE,
                letters.write(sender, known, key, to.language(), arguments)));
    return address.isPresent();
  }
}
