package org.jawort.desk.dossier;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jawort.contact.Contact;
import org.jawort.tenant.Tenant;

/** What all documents about a contact say alike; in their templates as {@code frame}. */
public final class FrameFacts {
  private final Frame frame;
  private final Words words;

  FrameFacts(Frame frame, Words words) {
    this.frame = frame;
    this.words = words;
  }

  /** The facts themselves. */
  public Frame facts() {
    return frame;
  }

  /** Who answers for it. */
  public List<Lines.Line> controller() {
    Tenant tenant = frame.tenant();
    return new Lines(words)
        .add("controller.name", tenant.name())
        .add("controller.imprint", tenant.imprint())
        .add("controller.email", frame.contactAddress())
        .add("controller.policy", tenant.privacyPolicyUrl().map(Object::toString).orElse(null))
        .add("controller.server", frame.server())
        .add("controller.mailServer", frame.mailServer())
        .all();
  }

  /** The master data, or what is kept of them. */
  public List<Lines.Line> contact() {
    return switch (frame.subject()) {
      case Subject.Known(var record) -> contact(record.contact());
      case Subject.Erased(var kept) ->
          new Lines(words)
              .add("name", kept.person())
              .mono("person.contactId", kept.contact().toString())
              .all();
    };
  }

  private List<Lines.Line> contact(Contact contact) {
    return new Lines(words)
        .add("person.firstName", contact.firstName())
        .add("person.lastName", contact.lastName())
        .add("person.company", contact.company())
        .add("person.kind", words.code("kind", contact.kind()))
        .add("person.language", words.code("language", contact.language().code()))
        .add("person.origin", words.code("origin", contact.origin()))
        .add("person.created", words.local(contact.createdAt()))
        .add("person.updated", words.local(contact.updatedAt()))
        .mono("person.contactId", contact.id().toString())
        .all();
  }

  /**
   * How the data are processed: the fields of ISO/IEC TS 27560, which Art. 15 GDPR asks for too.
   */
  public List<Lines.Line> processing() {
    String address = frame.contactAddress();
    String mailServer = frame.mailServer();
    return new Lines(words)
        .add("record.basis.label", ofPurposes(words::basis))
        .add("record.data.label", words.of("record.data"))
        .add("record.collection.label", words.of("record.collection"))
        .add("record.storage.label", words.of("record.storage", frame.server()))
        .add("record.retention.label", words.of("record.retention"))
        .add("record.jurisdiction.label", ofPurposes(words::jurisdiction))
        .add(
            "record.recipient.label",
            mailServer == null
                ? words.of("record.recipient.none")
                : words.of("record.recipient", mailServer))
        .add("record.withdrawal.label", words.of("record.withdrawal", address))
        .add("record.rights.label", words.of("record.rights", address))
        .all();
  }

  /** What holds for each purpose that the record shows; said once where it is the same. */
  private String ofPurposes(UnaryOperator<String> fact) {
    return frame.subject().purposes().stream()
        .map(fact)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
