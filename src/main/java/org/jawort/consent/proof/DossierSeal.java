package org.jawort.consent.proof;

import java.time.Instant;
import java.util.List;
import org.jawort.consent.dossier.DossierJson;
import org.jawort.consent.dossier.DossierPdf;
import org.jawort.consent.dossier.EventsCheck;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.NoteSigner;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.WitnessList;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals dossiers with the key that signs the transparency log, so that whoever has one sees offline
 * whether a byte was changed.
 */
@Component
public class DossierSeal {
  /** Under which name the dossier as JSON is attached to the PDF. */
  public static final String ATTACHED = DossierPdf.ATTACHED;

  private final LogKeys keys;
  private final WitnessList witnesses;

  DossierSeal(LogKeys keys, WitnessList witnesses) {
    this.keys = keys;
    this.witnesses = witnesses;
  }

  /** That a witness, by its name, had seen a checkpoint by then. */
  public record Witnessed(String name, Instant at) {}

  /** The key that signs now, to be taken before anything is read for the dossier. */
  public Stamp stamp() {
    return new Stamp(keys.signer(), witnesses);
  }

  /**
   * The seal in the hand. A dossier verifies only where one and the same key signed its checkpoint,
   * its JSON and its PDF; so whoever makes one takes a stamp first, asks whether it {@link #fits}
   * what was read, and begins anew where the key was rotated in between.
   */
  public static final class Stamp {
    private final NoteSigner signer;
    private final WitnessList witnesses;

    private Stamp(NoteSigner signer, WitnessList witnesses) {
      this.signer = signer;
      this.witnesses = witnesses;
    }

    /** Which of our witnesses cosigned a checkpoint. */
    public List<Witnessed> witnesses(String checkpoint) {
      SignedNote note = SignedNote.parse(checkpoint);
      return witnesses.all().stream()
          .map(WitnessList.Witness::key)
          .flatMap(key -> note.cosignedAt(key).map(at -> new Witnessed(key.name(), at)).stream())
          .toList();
    }

    /** What others check with, as a vkey line (C2SP signed-note). */
    public String key() {
      return signer.verifierKey().toString();
    }

    /** Tells whether the same key signed this checkpoint. */
    public boolean fits(String checkpoint) {
      return EventsCheck.isSigned(checkpoint, signer.verifierKey());
    }

    /**
     * The dossier as a JSON file.
     *
     * @param id of the dossier, as the PDF has it too
     * @param sections by names that are words, such as {@code mails}; the check reads {@code
     *     events} (with {@code proof}, and {@code record} and {@code salt} where they were not
     *     erased), {@code files} and {@code log}
     */
    public byte[] json(String id, ObjectNode sections) {
      return DossierJson.seal(id, sections, signer);
    }

    /** The same PDF with its seal. */
    public byte[] pdf(String id, byte[] pdf) {
      return DossierPdf.seal(id, pdf, signer);
    }
  }
}
