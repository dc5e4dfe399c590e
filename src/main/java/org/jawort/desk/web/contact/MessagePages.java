package org.jawort.desk.web.contact;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.delivery.Message;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.Messages;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.MaskedLinks;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How a mail to a contact looked. */
@Controller
class MessagePages {
  private static final String PATH =
      "/app/contacts/{id:" + NotFound.ID + "}/messages/{message:" + NotFound.ID + "}";

  private static final String HTML = "text/html;charset=UTF-8";

  private final Contacts contacts;
  private final Messages messages;
  private final ConsentViews views;

  MessagePages(Contacts contacts, Messages messages, ConsentViews views) {
    this.contacts = contacts;
    this.messages = messages;
    this.views = views;
  }

  @GetMapping(PATH)
  Answer show(@PathVariable UUID id, @PathVariable UUID message, Acting acting) {
    ShownMail mail = find(acting.tenant(), id, message).orElseThrow(() -> NotFound.mail(id));
    return Answer.page("desk/message")
        .with("mail", mail)
        .with("contact", id)
        .with(
            "view",
            messages
                .find(acting.tenant(), new MessageId(message))
                .flatMap(found -> views.find(acting.tenant(), found.contactPoint()))
                .orElse(null))
        .policy(ContentPolicy.STRICT.with("frame-src", "'self'"));
  }

  /** The HTML part, for the frame; nothing in it can run, load, submit or open anything. */
  @GetMapping(PATH + "/html")
  Answer html(@PathVariable UUID id, @PathVariable UUID message, Acting acting) {
    ShownMail mail = find(acting.tenant(), id, message).orElseThrow(() -> NotFound.mail(id));
    return Answer.written(HTML, mail.framed().getBytes(StandardCharsets.UTF_8))
        .policy(ContentPolicy.framed(""));
  }

  /** Empty unless the message went to this contact and its content is kept. */
  private Optional<ShownMail> find(TenantId tenant, UUID contact, UUID id) {
    var messageId = new MessageId(id);
    Optional<ContactCard> card = contacts.find(tenant, new ContactId(contact));
    Optional<Message> message =
        messages.find(tenant, messageId).filter(m -> card.filter(c -> has(c, m)).isPresent());
    return message.flatMap(
        m ->
            messages
                .content(tenant, messageId)
                .map(
                    raw ->
                        MaskedLinks.in(
                            ShownMail.of(
                                messageId,
                                Optional.ofNullable(m.answeredAt()).orElse(m.createdAt()),
                                raw))));
  }

  private static boolean has(ContactCard card, Message message) {
    return card.points().stream().anyMatch(point -> point.id().equals(message.contactPoint()));
  }
}
