package org.jawort.campaign.mail;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.Untrusted;
import org.jawort.delivery.Mail;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.springframework.context.MessageSource;

/** Mails to staff: short, plain, from the tenant's own address. */
public final class StaffLetters {
  private final MessageSource texts;
  private final Ids ids;
  private final InstantSource clock;

  /** Writes in the words of the given messages. */
  public StaffLetters(MessageSource texts, Ids ids, InstantSource clock) {
    this.texts = texts;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Writes one.
   *
   * @param key of the messages {@code <key>.subject} and {@code <key>.text}
   */
  public Mail write(
      Tenant sender, MailAddress to, String key, Language language, Object... arguments) {
    String subject = texts.getMessage(key + ".subject", arguments, language.locale());
    String text = texts.getMessage(key + ".text", arguments, language.locale());
    var made = new Template.Made(Untrusted.line(subject), "", "", Untrusted.lines(text) + "\n");
    return seal(sender, to, Untrusted.line(sender.senderName()), Optional.empty(), made);
  }

  /** Puts content for staff into bytes; from whom the campaign says, or the profile. */
  public Mail seal(
      Tenant sender,
      MailAddress to,
      String senderName,
      Optional<Content> content,
      Template.Made made) {
    MailAddress from =
        content
            .flatMap(named -> MailComposer.from(sender, named))
            .or(() -> MailAddress.of(sender.senderAddress()))
            .orElse(to);
    UUID id = ids.next();
    return new MimeMail(
            from,
            senderName,
            content.flatMap(named -> MailComposer.replyTo(sender, named)),
            to,
            "<%s@%s>".formatted(id, from.domain()),
            clock.instant().atZone(sender.timeZone()),
            Map.of("Auto-Submitted", "auto-generated"),
            made)
        .seal();
  }
}
