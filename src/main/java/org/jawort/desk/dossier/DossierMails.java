package org.jawort.desk.dossier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.Message;
import org.jawort.delivery.Messages;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.MaskedLinks;
import org.jawort.platform.TenantId;

/** The mails to a contact point as they were sent. */
class DossierMails {
  private final Messages messages;

  DossierMails(Messages messages) {
    this.messages = messages;
  }

  /** The oldest first. */
  List<Dossier.Mail> of(TenantId tenant, ContactRecord.Point point) {
    ContactPointId id = point.point().id();
    Map<UUID, Message> known =
        messages.ofContactPoint(tenant, id).stream()
            .collect(Collectors.toMap(message -> message.id().value(), Function.identity()));
    var mails = new ArrayList<Dossier.Mail>();
    for (ContactRecord.Mail mail : point.mails().reversed()) {
      Message message = known.get(mail.id());
      if (message != null) {
        mails.add(mail(tenant, mail, message));
      }
    }
    return mails;
  }

  private Dossier.Mail mail(TenantId tenant, ContactRecord.Mail mail, Message message) {
    Optional<byte[]> raw = messages.content(tenant, message.id());
    return new Dossier.Mail(
        mail,
        message.messageClass(),
        message.campaign().version(),
        raw.map(bytes -> shown(message, bytes)).orElse(null),
        raw.map(DossierMails::sha256).orElse(null),
        raw.map(bytes -> bytes.length).orElse(0));
  }

  private static ShownMail shown(Message message, byte[] raw) {
    return MaskedLinks.in(
        ShownMail.of(
            message.id(),
            Optional.ofNullable(message.answeredAt()).orElse(message.createdAt()),
            raw));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
