package org.jawort.campaign;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.campaign.mail.MailAddress;
import org.jawort.campaign.mail.StaffLetters;
import org.jawort.campaign.mail.Values;
import org.jawort.campaign.template.CampaignProblem;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.UnusableTemplateException;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.StaffMails;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The door for looking at a campaign's mail before anybody gets it. */
@Component
public class Previews {
  private final Tenants tenants;
  private final Contacts contacts;
  private final TestMail testMail;
  private final Checks checks;
  private final StaffMails mails;
  private final StaffLetters letters;
  private final MessageSource texts;

  Previews(
      Tenants tenants,
      Contacts contacts,
      TestMail testMail,
      Checks checks,
      StaffMails mails,
      MessageSource texts,
      Ids ids,
      InstantSource clock) {
    this.tenants = tenants;
    this.contacts = contacts;
    this.testMail = testMail;
    this.checks = checks;
    this.mails = mails;
    this.letters = new StaffLetters(texts, ids, clock);
    this.texts = texts;
  }

  /** A mail to be looked at. */
  public sealed interface PreviewOutcome {
    /**
     * As a mail program shows it.
     *
     * @param from name and address
     * @param html empty where the mail is plain text alone
     */
    record Shown(String from, String subject, String preheader, String html, String text)
        implements PreviewOutcome {}

    /** The template is wrong. */
    record Unusable(CampaignProblem why) implements PreviewOutcome {}
  }

  /** What the draft lacks before it can be made ready. */
  public List<CampaignProblem> lacks(TenantId tenant, Draft draft) {
    return checks.of(tenants.find(tenant), draft);
  }

  /**
   * The mail as it would be made.
   *
   * @param contact whose fields are filled in, or null for those of somebody
   */
  public PreviewOutcome show(
      TenantId tenant, Campaign campaign, Content content, @Nullable ContactId contact) {
    Tenant sender = tenants.find(tenant);
    try {
      Template.Made made = made(sender, campaign, content, recipient(tenant, contact));
      return new PreviewOutcome.Shown(
          "%s <%s>"
              .formatted(
                  Values.senderName(sender, content),
                  content.senderAddress().isEmpty()
                      ? sender.senderAddress()
                      : content.senderAddress()),
          made.subject(),
          made.preheader(),
          made.html(),
          made.text());
    } catch (UnusableTemplateException e) {
      return new PreviewOutcome.Unusable(e.lack(CampaignProblem.Part.WHOLE));
    }
  }

  private Template.Made made(
      Tenant sender, Campaign campaign, Content content, Values.Recipient recipient) {
    return testMail.make(sender, campaign.language(), campaign.messageClass(), content, recipient);
  }

  private Values.Recipient recipient(TenantId tenant, @Nullable ContactId contact) {
    return Optional.ofNullable(contact)
        .flatMap(id -> contacts.find(tenant, id))
        .map(card -> recipient(card.contact()))
        .orElse(TestMail.SOMEBODY);
  }

  private static Values.Recipient recipient(Contact contact) {
    return new Values.Recipient(contact.firstName(), contact.lastName());
  }

  /** What became of a test. */
  public sealed interface TestMailOutcome {
    /** It is on its way. */
    record Queued(MessageId mail) implements TestMailOutcome {}

    /** The template is wrong, the address cannot be written to, or the sender is not ours yet. */
    record Not(CampaignProblem why) implements TestMailOutcome {}
  }

  /**
   * Sends the mail to a member of staff, marked as a test; its links do nothing, and its fields are
   * made up, so that it holds nothing of anybody.
   */
  public TestMailOutcome test(TenantId tenant, Campaign campaign, Content content, User to) {
    Tenant sender = tenants.find(tenant);
    Optional<MailAddress> address = MailAddress.of(to.email().address());
    if (address.isEmpty()) {
      return new TestMailOutcome.Not(
          CampaignProblem.of(CampaignProblem.Kind.SENDER, "own_address"));
    }
    if (!checks.mayBeSentBy(sender, content)) {
      return new TestMailOutcome.Not(
          CampaignProblem.of(CampaignProblem.Kind.SENDER, "sender", content.senderAddress()));
    }
    try {
      Template.Made made = made(sender, campaign, content, TestMail.SOMEBODY);
      var marked =
          new Template.Made(
              marked(made.subject(), to.language()), made.preheader(), made.html(), made.text());
      return new TestMailOutcome.Queued(
          mails.queue(
              tenant,
              StaffMails.Kind.TEST,
              letters.seal(
                  sender,
                  address.get(),
                  Values.senderName(sender, content),
                  Optional.of(content),
                  marked)));
    } catch (UnusableTemplateException e) {
      return new TestMailOutcome.Not(e.lack(CampaignProblem.Part.WHOLE));
    }
  }

  private String marked(String subject, Language language) {
    return texts.getMessage("campaign.test.subject", new Object[] {subject}, language.locale());
  }
}
