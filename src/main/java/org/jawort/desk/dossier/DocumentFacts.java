package org.jawort.desk.dossier;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jawort.contact.Contact;
import org.jawort.tenant.Tenant;

/** What all documents about a contact say alike; in their templates as {@code frame}. */
public final class DocumentFacts {
  private final DocumentContext documentContext;
  private final DocumentWords documentWords;

  DocumentFacts(DocumentContext documentContext, DocumentWords documentWords) {
    this.documentContext = documentContext;
    this.documentWords = documentWords;
  }

  /** The facts themselves. */
  public DocumentContext facts() {
    return documentContext;
  }

  /** Who answers for it. */
  public List<Lines.Line> controller() {
    Tenant tenant = documentContext.tenant();
    return new Lines(documentWords)
        .add("controller.name", tenant.name())
        .add("controller.imprint", tenant.imprint())
        .add("controller.email", documentContext.contactAddress())
        .add("controller.policy", tenant.privacyPolicyUrl().map(Object::toString).orElse(null))
        .add("controller.policyVersion", tenant.privacyPolicyVersion().orElse(null))
        .add("controller.server", documentContext.server())
        .add("controller.mailServer", documentContext.mailServer())
        .all();
  }

  /** The master data, or what is kept of them. */
  public List<Lines.Line> contact() {
    return switch (documentContext.subject()) {
      case Subject.Known(var record) -> contact(record.contact());
      case Subject.Erased(var kept) ->
          new Lines(documentWords)
              .add("name", kept.person())
              .mono("person.contactId", kept.contact().toString())
              .all();
    };
  }

  private List<Lines.Line> contact(Contact contact) {
    return new Lines(documentWords)
        .add("person.firstName", contact.firstName())
        .add("person.lastName", contact.lastName())
        .add("person.company", contact.company())
        .add("person.kind", documentWords.code("kind", contact.kind()))
        .add("person.language", documentWords.code("language", contact.language().code()))
        .add("person.origin", documentWords.code("origin", contact.origin()))
        .add("person.created", documentWords.local(contact.createdAt()))
        .add("person.updated", documentWords.local(contact.updatedAt()))
        .mono("person.contactId", contact.id().toString())
        .all();
  }

  /**
   * How the data are processed: the fields of ISO/IEC TS 27560, which Art. 15 GDPR asks for too.
   */
  public List<Lines.Line> processing() {
    return processing(ofPurposes(DocumentWords::basis), ofPurposes(DocumentWords::jurisdiction));
  }

  /** The same as it was when each of these consents was given. */
  List<Lines.Line> processing(List<CopiedWay> ways) {
    return ways.isEmpty()
        ? processing()
        : processing(
            consented(ways, DocumentWords::basis), consented(ways, DocumentWords::jurisdiction));
  }

  private List<Lines.Line> processing(String basis, String jurisdiction) {
    String address = documentContext.contactAddress();
    return new Lines(documentWords)
        .add("record.basis.label", basis)
        .add("record.data.label", documentWords.of("record.data"))
        .add("record.collection.label", documentWords.of("record.collection"))
        .add("record.storage.label", documentWords.of("record.storage", documentContext.server()))
        .add("record.retention.label", documentWords.of("record.retention"))
        .add("record.jurisdiction.label", jurisdiction)
        .add("record.recipient.label", recipients())
        .add("record.transfer.label", documentWords.transfer(documentContext))
        .add("record.withdrawal.label", documentWords.of("record.withdrawal", address))
        .add("record.rights.label", documentWords.of("record.rights", address))
        .all();
  }

  private String recipients() {
    List<String> all = documentWords.recipients(documentContext);
    return all.isEmpty() ? documentWords.of("record.recipient.none") : String.join("; ", all);
  }

  /** What holds for each purpose that the record shows; said once where it is the same. */
  private String ofPurposes(BiFunction<DocumentWords, String, String> fact) {
    return documentContext.subject().purposes().stream()
        .map(purpose -> fact.apply(documentWords, purpose))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String consented(
      List<CopiedWay> ways, BiFunction<DocumentWords, String, String> fact) {
    return ways.stream()
        .flatMap(
            way ->
                way.dossier().way().standings().stream()
                    .map(standing -> fact.apply(way.words(), standing.purpose())))
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
