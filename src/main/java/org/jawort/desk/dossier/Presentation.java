package org.jawort.desk.dossier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.AskedWording;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.Evidence;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.declaration.DrawnSignature;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactPoint;
import org.jawort.delivery.ShownMail;
import org.jawort.desk.ContactRecord;
import org.jawort.form.Form;
import org.jawort.form.FormField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the printed dossier says, line by line; in its template as {@code shown}. */
public final class Presentation {
  private static final int LONG = 3;

  private final Dossier dossier;
  private final DocumentWords documentWords;
  private final EvidenceLines evidenceLines;

  Presentation(Dossier dossier, DocumentWords documentWords) {
    this.dossier = dossier;
    this.documentWords = documentWords;
    this.evidenceLines = new EvidenceLines(documentWords);
  }

  /** A chapter of the document. */
  public record Chapter(String id, String title) {}

  /** A box as it was shown. */
  public record ShownBox(boolean ticked, String version, String text) {}

  /** The HTML of a mail, to be read and not to be run. */
  public record Source(String title, String html) {}

  /** The chapters that this document has. */
  public List<Chapter> chapters() {
    var chapters = new ArrayList<Chapter>();
    chapter(chapters, "who", true);
    chapter(chapters, "purposes", true);
    chapter(chapters, "events", true);
    chapter(chapters, "forms", !dossier.forms().isEmpty());
    chapter(chapters, "mails", !dossier.mails().isEmpty());
    chapter(chapters, "fetches", dossier.kept().isEmpty());
    chapter(chapters, "files", !dossier.files().isEmpty());
    chapter(chapters, "record", true);
    chapter(chapters, "check", true);
    chapter(chapters, "source", !sources().isEmpty());
    return chapters;
  }

  private void chapter(List<Chapter> chapters, String id, boolean there) {
    if (there) {
      chapters.add(new Chapter(id, documentWords.of(id)));
    }
  }

  /** Whether a table of contents helps. */
  public boolean isLong() {
    return dossier.events().size() >= LONG;
  }

  /** The whole on one glance. */
  public List<Lines.Line> summary() {
    var lines = new Lines(documentWords);
    String name = dossier.subject().title();
    lines.add("name", name.equals(dossier.way().address()) ? null : name);
    for (DossierPoint.Standing status : dossier.way().standings()) {
      String since =
          status.since() == null
              ? ""
              : documentWords.of("summary.since", documentWords.day(status.since()));
      String text =
          documentWords.of(
              "summary.status",
              documentWords.purpose(status.purpose()),
              documentWords.code("status", status.status()),
              since);
      lines.add("status", text, true, false);
    }
    for (Dossier.ClassAnswer answer : dossier.permissions()) {
      if (answer.messageClass() == MessageClass.ADVERTISING) {
        boolean allowed = answer.permission().allowed();
        String reason = documentWords.code("may", answer.permission().reason());
        lines.add(
            "summary.advertising",
            documentWords.of(allowed ? "yes" : "no") + ". " + reason,
            true,
            false);
      }
    }
    restrictions().forEach(text -> lines.add("kept", text));
    lines.add("made", documentWords.moment(dossier.madeAt()));
    lines.add("made.by", dossier.frame().author());
    return lines.all();
  }

  /** Why the proof is there although its contact was erased, a sentence for each consent. */
  public List<String> restrictions() {
    return dossier.kept().stream().map(documentWords::restriction).toList();
  }

  /** The person and the address. */
  public List<Lines.Line> person() {
    var dossierPoint = dossier.way();
    var lines = new Lines(documentWords);
    switch (dossier.subject()) {
      case Subject.Known(var record) -> person(lines, record.contact());
      case Subject.Erased(var kept) -> lines.add("name", kept.person());
    }
    lines.add("person.address." + dossierPoint.channel(), dossierPoint.address());
    if (dossierPoint.known() != null) {
      known(lines, dossierPoint.known());
    }
    return lines
        .mono("person.id", dossierPoint.id().toString())
        .mono("person.contactId", dossier.subject().id().toString())
        .all();
  }

  private void person(Lines lines, Contact contact) {
    lines
        .add("person.firstName", contact.firstName())
        .add("person.lastName", contact.lastName())
        .add("person.company", contact.company())
        .add("person.kind", documentWords.code("kind", contact.kind()))
        .add("person.origin", documentWords.code("origin", contact.origin()));
  }

  private void known(Lines lines, ContactPoint way) {
    lines
        .add("person.key", way.addressKey().equals(way.address()) ? null : way.addressKey())
        .add("person.since", documentWords.moment(way.createdAt()))
        .add("person.block", block(way));
  }

  private String block(ContactPoint way) {
    return way.mailBlock() == null || way.mailBlockAt() == null
        ? documentWords.of("block.none")
        : documentWords.of(
            "block",
            documentWords.code("block", way.mailBlock()),
            documentWords.local(way.mailBlockAt()));
  }

  /** The facts of an event. */
  public List<Lines.Line> event(Dossier.Event event) {
    HistoryEntry entry = event.entry();
    var lines =
        new Lines(documentWords)
            .add("time", documentWords.moment(entry.at()))
            .add(
                "event.actor",
                documentWords.actor(entry.actor(), dossier.nameOf(entry.actor().id())))
            .add("event.source", documentWords.code("source", entry.source()))
            .add("purpose", documentWords.purpose(entry))
            .add("event.goods", goods(entry.asked()))
            .add("event.status", documentWords.code("status", entry.status()), true, false);
    if (entry.form() != null) {
      String name = dossier.nameOf(entry.form().form());
      lines.add(
          "event.form",
          documentWords.of("form", name == null ? "–" : name, entry.form().version()));
    }
    lines.add("event.mail", campaign(entry.campaign()));
    evidenceLines.add(lines, entry.evidence());
    if (event.opened() == null) {
      lines.add("event.evidence", documentWords.of("event.erased"));
    }
    lines.add("event.log", documentWords.of("event.entry", event.position()));
    StampedEvents.Proof stamped = dossier.timeStamps().proofs().get(entry.id());
    return lines
        .add("event.stamped", stamped == null ? null : documentWords.moment(stamped.stamp().at()))
        .all();
  }

  /** What the purpose was limited to at that time. */
  private static @Nullable String goods(@Nullable PurposeVersion asked) {
    return asked == null || asked.goods().isEmpty() ? null : String.join(", ", asked.goods());
  }

  /** Which authority vouches for which time. */
  public List<Lines.Line> timeStamps() {
    var lines = new Lines(documentWords);
    dossier
        .timeStamps()
        .stamps()
        .forEach(
            stamp ->
                lines.add(
                    "stamp",
                    documentWords.of(
                        "stamp.of",
                        documentWords.moment(stamp.at()),
                        stamp.authority(),
                        stamp.size())));
    return lines.all();
  }

  /** The boxes that were shown. */
  public List<ShownBox> boxes(Dossier.Event event) {
    Evidence evidence = event.entry().evidence();
    if (evidence == null) {
      return List.of();
    }
    return evidence.boxes().stream()
        .map(box -> new ShownBox(box.ticked(), version(box.key(), box.wording()), box.text()))
        .toList();
  }

  /** The words of a request that others wished for. */
  public List<ShownBox> asked(Dossier.Event event) {
    Evidence evidence = event.entry().evidence();
    String purpose = event.entry().purpose();
    return evidence == null || purpose == null
        ? List.of()
        : evidence.asked().stream()
            .map(asked -> new ShownBox(false, version(purpose, asked.id()), asked.text()))
            .toList();
  }

  private String version(String key, @Nullable UUID id) {
    AskedWording wording = id == null ? null : dossier.wordings().get(id);
    return wording == null
        ? documentWords.of("box.key", key)
        : documentWords.of(
            "box.version",
            key,
            wording.version(),
            documentWords.code("language", wording.language()),
            documentWords.day(wording.since()));
  }

  /** How a form says that a field must be filled in, or need not, in its own language. */
  public String demand(Form form, FormField field) {
    String key = field.required() ? "form.required" : "form.optional";
    return documentWords.in(form.language(), key);
  }

  /** What was said to staff, as it stands in the committed record. */
  public List<Lines.Line> declaration(Dossier.Event event) {
    return evidenceLines.declaration(event);
  }

  /** The picture of a signature that was drawn here and backs it; null where there is none. */
  public @Nullable String signature(Dossier.Event event) {
    if (event.opened() == null) {
      return null;
    }
    JsonNode file = event.opened().record().path("evidence").path("declaration").path("file");
    return dossier.files().stream()
        .filter(kept -> kept.id().toString().equals(file.path("id").asString("")))
        .flatMap(kept -> Stream.ofNullable(kept.content()))
        .filter(content -> DrawnSignature.read(content).isPresent())
        .map(content -> new String(content, StandardCharsets.US_ASCII))
        .findFirst()
        .orElse(null);
  }

  /** The facts of a mail. */
  public List<Lines.Line> mail(Dossier.Mail mail) {
    Dossier.Sent sent = mail.sent();
    return new Lines(documentWords)
        .add("event.mail", campaign(mail.campaign()))
        .add("mail.created", documentWords.moment(mail.createdAt()))
        .add("mail.status", documentWords.code("mail", mail.status()), true, false)
        .add("mail.answer", mail.answer())
        .add(
            "mail.answeredAt",
            mail.answeredAt() == null ? null : documentWords.moment(mail.answeredAt()))
        .add("mail.attempts", mail.attempts() == null ? null : mail.attempts().toString())
        .add("mail.size", sent == null ? null : documentWords.bytes(sent.size()))
        .mono("mail.sha256", sent == null ? null : documentWords.grouped(sent.sha256()))
        .all();
  }

  private @Nullable String campaign(@Nullable CampaignVersion campaign) {
    if (campaign == null) {
      return null;
    }
    String name = dossier.nameOf(campaign.campaign());
    return documentWords.of("event.campaign", name == null ? "–" : name, campaign.version());
  }

  /** Fetches of links of all mails, the oldest first. */
  public List<ContactRecord.Fetch> fetches() {
    return dossier.mails().stream()
        .flatMap(mail -> mail.fetches().stream())
        .sorted(Comparator.comparing(ContactRecord.Fetch::at))
        .toList();
  }

  /** The HTML of the mails. */
  public List<Source> sources() {
    var sources = new ArrayList<Source>();
    int number = 0;
    for (Dossier.Mail mail : dossier.mails()) {
      number++;
      ShownMail shown = mail.shown();
      if (shown != null && shown.html() != null) {
        String title =
            documentWords.of("mail", number, documentWords.code("class", mail.messageClass()));
        sources.add(new Source(title, shown.html()));
      }
    }
    return sources;
  }

  /** Under which name the file is handed out. */
  public String fileName() {
    return FileNames.of(dossier, "pdf");
  }
}
