package org.jawort.desk.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.DossierSeal;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The door for proofs: dossiers of contact points, and copies of all data of a contact. */
@Component
public class Dossiers implements Proofs {
  /** An event gets its place in the log within two seconds. */
  private static final int TRIES = 30;

  private static final int PAUSE_IN_MILLISECONDS = 100;

  private final ContactRecords records;
  private final Contacts contacts;
  private final Gathering gathering;
  private final DossierSeal seal;
  private final MessageSource texts;
  private final PdfWriter pdf;

  Dossiers(
      ContactRecords records,
      Contacts contacts,
      Gathering gathering,
      DossierSeal seal,
      MessageSource texts,
      ITemplateEngine templates) {
    this.records = records;
    this.contacts = contacts;
    this.gathering = gathering;
    this.seal = seal;
    this.texts = texts;
    this.pdf = new PdfWriter(templates);
  }

  @Override
  public Answer dossier(
      TenantId tenant, ContactPointId contactPoint, Format format, Optional<Language> language) {
    for (int attempt = 1; ; attempt++) {
      ContactPoint point = contacts.points(tenant, List.of(contactPoint)).get(contactPoint);
      Optional<ContactRecord> record =
          point == null ? Optional.empty() : records.find(tenant, point.contact());
      if (record.isEmpty()) {
        return new Answer.Unknown();
      }
      Optional<Dossier> dossier = gather(tenant, record.get(), contactPoint, language);
      if (dossier.isPresent()) {
        return made(dossier.get(), format);
      }
      if (attempt == TRIES || !paused()) {
        return new Answer.NotYetSealed();
      }
    }
  }

  private Optional<Dossier> gather(
      TenantId tenant,
      ContactRecord record,
      ContactPointId contactPoint,
      Optional<Language> language) {
    return record.points().stream()
        .filter(point -> point.point().id().equals(contactPoint))
        .findFirst()
        .flatMap(point -> gathering.gather(tenant, record, point, language));
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE_IN_MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Answer made(Dossier dossier, Format format) {
    byte[] json = json(dossier);
    return switch (format) {
      case JSON -> new Answer.Made(name(dossier, "json"), json);
      case PDF -> new Answer.Made(name(dossier, "pdf"), pdf(dossier, json));
    };
  }

  byte[] json(Dossier dossier) {
    return seal.json(dossier.id().toString(), new Sections(dossier, words(dossier)).json());
  }

  byte[] pdf(Dossier dossier, byte[] json) {
    Words words = words(dossier);
    var context = new Context(dossier.language().locale());
    context.setVariable("dossier", dossier);
    context.setVariable("words", words);
    context.setVariable("shown", new Presentation(dossier, words));
    byte[] plain =
        pdf.write("desk/dossier/document", context, dossier.madeAt(), attached(dossier, json));
    return seal.pdf(dossier.id().toString(), plain);
  }

  private static List<PdfWriter.Attached> attached(Dossier dossier, byte[] json) {
    var files = new ArrayList<PdfWriter.Attached>();
    files.add(
        new PdfWriter.Attached(
            DossierSeal.ATTACHED, "application/json", "ISO/IEC TS 27560", "Data", json));
    for (Dossier.KeptFile file : dossier.files()) {
      if (file.content() != null) {
        String name = shortId(file.id().toString()) + "-" + file.name();
        files.add(
            new PdfWriter.Attached(
                name, file.type(), file.sha256(), "Supplement", file.content()));
      }
    }
    return files;
  }

  Words words(Dossier dossier) {
    return new Words(texts, dossier.language(), dossier.tenant().timeZone());
  }

  /** Without an address: the name of a file stands in lists, logs and histories. */
  static String name(Dossier dossier, String ending) {
    LocalDate day = LocalDate.ofInstant(dossier.madeAt(), dossier.tenant().timeZone());
    String word = dossier.language() == Language.DE ? "nachweis" : "proof";
    return "%s-%s-%s.%s".formatted(word, shortId(dossier.way().id().toString()), day, ending);
  }

  /** The end of an id, which tells ids apart that were made in the same moment. */
  static String shortId(String id) {
    return id.substring(id.length() - 8);
  }

  @Override
  public Answer copy(TenantId tenant, ContactId contact, Optional<Language> language) {
    return new Answer.Unknown();
  }

}
