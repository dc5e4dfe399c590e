package org.jawort.integration;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * Makes the documents that prove consents; owned here, where they are handed out to other systems,
 * done by the room that looks at all others together.
 */
public interface Proofs {
  /** In what form a dossier comes. */
  enum Format {
    /** To read and to print. */
    PDF,
    /** For programs. */
    JSON
  }

  /** The bytes of a document, made while they are written; nothing of them is kept. */
  @FunctionalInterface
  interface Content {
    /** Writes all of them and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** What came of asking for a document. */
  sealed interface ProofOutcome {
    /**
     * Here it is.
     *
     * @param name of the file, without an address in it
     */
    record Made(String name, Content content) implements ProofOutcome {}

    /** Its latest event has no place in the transparency log yet; it follows within seconds. */
    record NotYetSealed() implements ProofOutcome {}

    /** The tenant has nothing of that id. */
    record Unknown() implements ProofOutcome {}
  }

  /**
   * The dossier of a contact point (law 14, 15, 20); waits a little for events that were written
   * just now.
   *
   * @param language of the document; empty takes the tenant's own
   */
  ProofOutcome dossier(
      TenantId tenant, ContactPointId contactPoint, Format format, Optional<Language> language);

  /** All data of a contact (Art. 15 and 20 GDPR, law 37) as a ZIP; the same otherwise. */
  ProofOutcome copy(TenantId tenant, ContactId contact, Optional<Language> language);
}
