package org.jawort.consent.dossier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.log.CanonicalJson;
import org.jawort.consent.log.NoteSigner;
import org.jawort.platform.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dossier as JSON in the one form of RFC 8785, without a byte before or behind: {@code format},
 * {@code seal} and {@code sections}. The seal is a note whose lines are the id of the dossier and,
 * by its name, SHA-256 over the canonical JSON of each section.
 */
public final class DossierJson {
  /** What the member {@code format} says, and the first line of the seal. */
  public static final String FORMAT = "jawort.org/dossier@v1";

  static final String ID = "id";
  static final String SECTIONS = "sections";
  static final String SEAL = "seal";
  static final String KIND = "format";

  private DossierJson() {}

  /** The bytes of a sealed dossier. */
  public static byte[] seal(String id, ObjectNode sections, NoteSigner signer) {
    var lines = new ArrayList<String>(List.of(ID + " " + id));
    sections
        .properties()
        .forEach(section -> lines.add(section.getKey() + " " + hash(section.getValue())));
    ObjectNode file = JsonMapper.shared().createObjectNode();
    file.put(KIND, FORMAT);
    file.set(SECTIONS, sections);
    file.put(SEAL, signer.sign(FORMAT, lines));
    return CanonicalJson.of(file).getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether both are the same document, in whatever order their members stand. */
  static boolean same(JsonNode one, JsonNode other) {
    return CanonicalJson.of(one).equals(CanonicalJson.of(other));
  }

  static String hash(JsonNode section) {
    return Sha256.hex(CanonicalJson.of(section).getBytes(StandardCharsets.UTF_8));
  }
}
