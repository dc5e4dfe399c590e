package org.jawort.desk.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.AskedWording;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import org.jawort.erasure.KeptProof;
import org.jawort.erasure.KeptRecord;
import org.jawort.form.ShownForm;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that there is to prove about one contact point (law 14, 15).
 *
 * @param id of this dossier; each one that is made has its own
 * @param events the oldest first
 * @param forms each version that an event points at
 * @param wordings each version that was shown, by its id
 * @param mails the oldest first
 * @param checkpoint to which every proof leads, as it was signed
 * @param timeStamps of an authority outside; empty where none was asked or none answered
 * @param stamp of the key that signed it, which seals the dossier too
 */
public record Dossier(
    UUID id,
    DocumentContext frame,
    DossierPoint way,
    List<Event> events,
    List<ShownForm> forms,
    Map<UUID, AskedWording> wordings,
    List<Mail> mails,
    List<ClassAnswer> permissions,
    List<KeptFile> files,
    String checkpoint,
    StampedEvents timeStamps,
    DossierSeal.Stamp stamp) {

  /** When it was made. */
  public Instant madeAt() {
    return frame.madeAt();
  }

  /** In which it speaks. */
  public Language language() {
    return frame.language();
  }

  /** The controller. */
  public Tenant tenant() {
    return frame.tenant();
  }

  /** Address of the installation. */
  public String server() {
    return frame.server();
  }

  /** The person. */
  public Subject subject() {
    return frame.subject();
  }

  /** Why, and until when, it is kept; empty where nobody was erased. */
  public List<KeptProof> kept() {
    return subject() instanceof Subject.Erased(var kept) ? kept.proofs() : List.of();
  }

  /** The name of something that is named by id, or null. */
  public @Nullable String nameOf(@Nullable UUID named) {
    return named == null ? null : subject().names().get(named);
  }

  /** The key that signed the checkpoint and seals the dossier, as a vkey line. */
  public String key() {
    return stamp.key();
  }

  /** Which witnesses cosigned the checkpoint. */
  public List<DossierSeal.Witnessed> witnesses() {
    return stamp.witnesses(checkpoint);
  }

  /**
   * An event with its proof.
   *
   * @param number counted from 1
   * @param opened what the log commits to, word for word; null where its personal part was erased
   * @param position in the log, counted from 0
   * @param commitment that stands there, in hexadecimal digits
   * @param proof a file c2sp.org/tlog-proof@v1 (law 51)
   */
  public record Event(
      int number,
      HistoryEntry entry,
      @Nullable Opened opened,
      long position,
      String commitment,
      String proof) {}

  /**
   * What opens a commitment.
   *
   * @param record in canonical JSON
   * @param salt in hexadecimal digits
   */
  public record Opened(JsonNode record, String salt) {}

  /**
   * A mail.
   *
   * @param campaign its content, or null where that is not known any more
   * @param attempts or null likewise
   * @param answer of the mail server, without addresses, or null before the first one
   * @param fetches of its links, newest first
   * @param sent or null where it was not handed over or its content was erased
   */
  public record Mail(
      UUID id,
      @Nullable CampaignVersion campaign,
      MessageClass messageClass,
      String status,
      Instant createdAt,
      @Nullable Integer attempts,
      @Nullable String answer,
      @Nullable Instant answeredAt,
      List<ContactRecord.Fetch> fetches,
      @Nullable Sent sent) {
    /** A request for consent that is kept; who opened its links is not. */
    static Mail kept(
        KeptRecord.Mail mail, @Nullable CampaignVersion campaign, @Nullable Sent sent) {
      return new Mail(
          mail.id(),
          campaign,
          MessageClass.OPT_IN,
          mail.status(),
          mail.createdAt(),
          null,
          mail.answer(),
          mail.answeredAt(),
          List.of(),
          sent);
    }

    /** Its headers and content, or null. */
    public @Nullable ShownMail shown() {
      return sent == null ? null : sent.shown();
    }
  }

  /**
   * A mail as it went out.
   *
   * @param shown its headers and content with personal links made unusable
   * @param sha256 of the mail byte for byte, in hexadecimal digits
   * @param size of it in bytes
   */
  public record Sent(ShownMail shown, String sha256, int size) {}

  /**
   * The answer to "may we write?" at the time of the dossier.
   *
   * @param purpose key of the purpose, or null where the class asks for no consent
   */
  public record ClassAnswer(
      @Nullable String purpose, MessageClass messageClass, Permission permission) {}

  /**
   * A file that backs a declaration.
   *
   * @param sha256 of its content, in hexadecimal digits
   * @param content or null where it is not kept any more
   */
  public record KeptFile(
      UUID id, String name, String type, int size, String sha256, byte @Nullable [] content) {}
}
