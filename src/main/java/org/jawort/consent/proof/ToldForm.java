package org.jawort.consent.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.AskedWording;
import org.jawort.consent.log.CanonicalJson;
import org.jawort.platform.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A version of a form as a dossier tells it. The evidence of each sign-up commits to its hash, so
 * that the form cannot be rewritten afterwards (law 15); nothing of it may change later.
 *
 * @param key last part of its address
 * @param since when it was first shown
 * @param definition as it is stored
 * @param wordings beside its boxes
 */
public record ToldForm(
    UUID id,
    int version,
    String language,
    String key,
    Instant since,
    JsonNode definition,
    List<AskedWording> wordings) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Copies the wordings. */
  public ToldForm {
    wordings = List.copyOf(wordings);
  }

  /** The document. */
  public ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", id.toString());
    json.put("version", version);
    json.put("language", language);
    json.put("key", key);
    json.put("since", since.toString());
    json.set("definition", definition);
    json.set("wordings", JSON.valueToTree(wordings));
    return json;
  }

  /** SHA-256 over the document's canonical JSON (RFC 8785), in hexadecimal digits. */
  public String sha256() {
    return Sha256.hex(CanonicalJson.of(json()).getBytes(StandardCharsets.UTF_8));
  }
}
