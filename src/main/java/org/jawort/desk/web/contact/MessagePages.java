package org.jawort.desk.web.contact;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.jawort.platform.web.ContentPolicy;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How a mail to a contact looked. */
@Controller
class MessagePages {
  private static final String PATH =
      "/app/contacts/{id:" + NotFound.ID + "}/messages/{message:" + NotFound.ID + "}";

  private final Contacts contacts;
  private final Messages messages;
  private final ConsentViews views;

  MessagePages(Contacts contacts, Messages messages, ConsentViews views) {
    this.contacts = contacts;
    this.messages = messages;
    this.views = views;
  }

  @GetMapping(PATH)
  @Nullable String show(
      @PathVariable UUID id,
      @PathVariable UUID message,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ShownMail> mail = find(acting.tenant(), id, message);
    if (mail.isEmpty()) {
      return NotFound.mail(id, request, response);
    }
    ContentPolicy.STRICT.with("frame-src", "'self'").set(response);
    model.addAttribute("mail", mail.get());
    model.addAttribute("contact", id);
    messages
        .find(acting.tenant(), new MessageId(message))
        .flatMap(m -> views.find(acting.tenant(), m.contactPoint()))
        .ifPresent(view -> model.addAttribute("view", view));
    return "desk/message";
  }

  /** The HTML part, for the frame; nothing in it can run, load, submit or open anything. */
  @GetMapping(PATH + "/html")
  @Nullable ResponseEntity<byte[]> html(
      @PathVariable UUID id,
      @PathVariable UUID message,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<ShownMail> mail = find(acting.tenant(), id, message);
    if (mail.isEmpty()) {
      NotFound.mail(id, request, response);
      return null;
    }
    ContentPolicy.framed("").set(response);
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(mail.get().framed().getBytes(StandardCharsets.UTF_8));
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
