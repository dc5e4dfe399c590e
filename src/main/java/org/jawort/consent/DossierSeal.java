package org.jawort.consent;

import org.jawort.consent.dossier.DossierJson;
import org.jawort.consent.dossier.DossierPdf;
import org.jawort.consent.log.LogKeys;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals dossiers with the key that signs the transparency log now, so that whoever has one sees
 * offline whether a byte was changed.
 */
@Component
public class DossierSeal {
  /** Under which name the dossier as JSON is attached to the PDF. */
  public static final String ATTACHED = DossierPdf.ATTACHED;

  private final LogKeys keys;

  DossierSeal(LogKeys keys) {
    this.keys = keys;
  }

  /**
   * The dossier as a JSON file.
   *
   * @param id of the dossier, as the PDF has it too
   * @param sections by names that are words, such as {@code mails}; the check reads {@code events}
   *     (with {@code proof}, and {@code record} and {@code salt} where they were not erased),
   *     {@code files} and {@code log}
   */
  public byte[] json(String id, ObjectNode sections) {
    return DossierJson.seal(id, sections, keys);
  }

  /** The same PDF with its seal. */
  public byte[] pdf(String id, byte[] pdf) {
    return DossierPdf.seal(id, pdf, keys);
  }
}
