package org.jawort.desk.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.HistoryEntry;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.Message;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.Messages;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.MaskedLinks;
import org.jawort.erasure.KeptProofs;
import org.jawort.erasure.KeptRecord;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** The mails to a contact point as they were sent, the oldest first. */
class DossierMails {
  private final Messages messages;
  private final KeptProofs kept;

  DossierMails(Messages messages, KeptProofs kept) {
    this.messages = messages;
    this.kept = kept;
  }

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
    Instant at = Optional.ofNullable(message.answeredAt()).orElse(message.createdAt());
    return new Dossier.Mail(
        mail.id(),
        new CampaignVersion(mail.campaign(), message.campaign().version()),
        message.messageClass(),
        mail.status(),
        mail.createdAt(),
        mail.attempts(),
        mail.answer(),
        mail.answeredAt(),
        mail.fetches(),
        messages
            .content(tenant, message.id())
            .map(raw -> sent(message.id(), at, raw))
            .orElse(null));
  }

  /** Those that are kept: requests for consent, without who opened their links. */
  List<Dossier.Mail> kept(TenantId tenant, ContactPointId point, KeptRecord record) {
    return record.mails().stream()
        .map(
            mail -> Dossier.Mail.kept(mail, campaign(record, mail.id()), sent(tenant, point, mail)))
        .toList();
  }

  /** As the events about the mail name it. */
  private static @Nullable CampaignVersion campaign(KeptRecord record, UUID mail) {
    return record.history().stream()
        .filter(entry -> mail.equals(entry.message()))
        .map(HistoryEntry::campaign)
        .filter(campaign -> campaign != null)
        .findFirst()
        .orElse(null);
  }

  private Dossier.@Nullable Sent sent(TenantId tenant, ContactPointId point, KeptRecord.Mail mail) {
    Instant at = Optional.ofNullable(mail.answeredAt()).orElse(mail.createdAt());
    return kept.mail(tenant, point, mail.id())
        .map(raw -> sent(new MessageId(mail.id()), at, raw))
        .orElse(null);
  }

  private static Dossier.Sent sent(MessageId id, Instant at, byte[] raw) {
    return new Dossier.Sent(MaskedLinks.in(ShownMail.of(id, at, raw)), Sha256.hex(raw), raw.length);
  }
}
