package org.jawort.desk.dossier;

import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The sections of a dossier about mails, and about who or what opened links in them. */
final class MailSections {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Dossier dossier;

  MailSections(Dossier dossier) {
    this.dossier = dossier;
  }

  ArrayNode mails() {
    ArrayNode mails = JSON.createArrayNode();
    for (Dossier.Mail mail : dossier.mails()) {
      ObjectNode json = mails.addObject();
      json.put("id", mail.id().toString());
      if (mail.campaign() != null) {
        json.put("campaign", mail.campaign().campaign().toString());
        json.put("campaignName", dossier.nameOf(mail.campaign().campaign()));
        json.put("campaignVersion", mail.campaign().version());
      }
      json.put("messageClass", mail.messageClass().name());
      json.put("status", mail.status());
      json.put("createdAt", JsonText.time(mail.createdAt()));
      json.put("attempts", mail.attempts());
      json.put("answer", mail.answer());
      json.put("answeredAt", JsonText.time(mail.answeredAt()));
      json.put("sha256AsSent", mail.sent() == null ? null : mail.sent().sha256());
      json.put("bytesAsSent", mail.sent() == null ? 0 : mail.sent().size());
      json.set("content", mail.sent() == null ? null : content(mail.sent().shown()));
    }
    return mails;
  }

  /** Personal links are made unusable in it: whoever holds one answers in the recipient's name. */
  private static ObjectNode content(ShownMail shown) {
    ObjectNode content = JSON.createObjectNode();
    content.put("personalLinks", "masked");
    ArrayNode headers = content.putArray("headers");
    shown
        .headers()
        .forEach(line -> headers.addObject().put("name", line.name()).put("value", line.value()));
    content.put("text", shown.text());
    content.put("html", shown.html());
    return content;
  }

  ArrayNode fetches() {
    ArrayNode fetches = JSON.createArrayNode();
    for (Dossier.Mail mail : dossier.mails()) {
      for (ContactRecord.Fetch fetch : mail.fetches().reversed()) {
        fetches
            .addObject()
            .put("mail", mail.id().toString())
            .put("linkType", fetch.linkType())
            .put("at", JsonText.time(fetch.at()))
            .put("userAgent", fetch.userAgent())
            .put("countsAsConsent", false);
      }
    }
    return fetches;
  }
}
