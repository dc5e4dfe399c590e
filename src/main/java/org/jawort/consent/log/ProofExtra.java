package org.jawort.consent.log;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What our proofs carry beside the proof, in the line {@code extra}: JSON in its canonical form. It
 * is not signed; it says what to check, and by which key.
 *
 * @param commitment the entry, 32 bytes
 * @param verifierKey of the log, as a vkey line
 * @param opening what the commitment stands for, where the file is for somebody who may know it
 */
public record ProofExtra(byte[] commitment, String verifierKey, Optional<EntryOpening> opening) {
  private static final JsonMapper JSON = JsonMapper.shared();

  ProofExtra(byte[] commitment, String verifierKey) {
    this(commitment, verifierKey, Optional.empty());
  }

  byte[] bytes() {
    ObjectNode extra = JSON.createObjectNode();
    extra.put("commitment", Base64.getEncoder().encodeToString(commitment));
    extra.put("vkey", verifierKey);
    opening.ifPresent(
        opened -> {
          extra.put("record", opened.record().json());
          extra.put("salt", HexFormat.of().formatHex(opened.salt()));
        });
    return CanonicalJson.of(extra).getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the bytes of the line. */
  public static ProofExtra parse(byte[] bytes) {
    String text = Encoding.utf8(bytes);
    try {
      JsonNode extra = JSON.readTree(text);
      byte[] commitment =
          Encoding.hash(extra.path("commitment").asString(""), "the commitment in the line extra");
      var parsed = new ProofExtra(commitment, extra.path("vkey").asString(""), opening(extra));
      if (new String(parsed.bytes(), StandardCharsets.UTF_8).equals(text)) {
        return parsed;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      // Said below.
    }
    throw new MalformedException("the line extra is not what Jawort writes there");
  }

  private static Optional<EntryOpening> opening(JsonNode extra) {
    return extra.has("record")
        ? Optional.of(
            new EntryOpening(
                CanonicalRecord.parse(extra.path("record").asString("")),
                HexFormat.of().parseHex(extra.path("salt").asString(""))))
        : Optional.empty();
  }
}
