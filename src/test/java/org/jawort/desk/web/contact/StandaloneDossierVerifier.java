package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a dossier with nothing but the JDK and a JSON reader, from the specification alone (RFC
 * 8785, RFC 9162, C2SP signed-note and tlog-proof); shares no line with the program.
 */
public final class StandaloneDossierVerifier {
  private final String text;
  private final JsonNode dossier;
  private final byte[] key;
  private final String origin;

  public StandaloneDossierVerifier(byte[] file) {
    text = new String(file, StandardCharsets.UTF_8);
    dossier = JsonMapper.shared().readTree(text);
    String[] vkey = dossier.at("/sections/log/key").asString().split("\\+", 3);
    origin = vkey[0];
    byte[] typed = Base64.getDecoder().decode(vkey[2]);
    assertThat(typed[0]).isEqualTo((byte) 1);
    key = Arrays.copyOfRange(typed, 1, 33);
  }

  /** Checks everything and returns the number of events. */
  public int check() throws Exception {
    assertThat(canonical(dossier)).isEqualTo(text);
    List<String> sealed = signedText(dossier.path("seal").asString());
    assertThat(sealed.getFirst()).isEqualTo("jawort.org/dossier@v1");
    for (String line : sealed.subList(3, sealed.size())) {
      String[] parts = line.split(" ");
      JsonNode section = dossier.path("sections").path(parts[0]);
      assertThat(hex(canonical(section).getBytes(StandardCharsets.UTF_8))).isEqualTo(parts[1]);
    }
    assertThat(sealed).hasSize(3 + dossier.path("sections").size());
    List<String> checkpoint = signedText(dossier.at("/sections/log/checkpoint").asString());
    assertThat(checkpoint.getFirst()).isEqualTo(origin);
    for (JsonNode event : dossier.at("/sections/events")) {
      event(event, Long.parseLong(checkpoint.get(1)), checkpoint.get(2));
    }
    return dossier.at("/sections/events").size();
  }

  private void event(JsonNode event, long size, String root) throws Exception {
    byte[] entry = HexFormat.of().parseHex(event.path("commitment").asString());
    if (event.has("record")) {
      byte[] salt = HexFormat.of().parseHex(event.path("salt").asString());
      byte[] record = canonical(event.path("record")).getBytes(StandardCharsets.UTF_8);
      assertThat(sha256(salt, record)).isEqualTo(entry);
    }
    var lines = new ArrayList<>(event.path("proof").asString().lines().toList());
    assertThat(lines.removeFirst()).isEqualTo("c2sp.org/tlog-proof@v1");
    lines.removeIf(line -> line.startsWith("extra "));
    long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
    byte[] hash = sha256(new byte[] {0}, entry);
    long fn = index;
    long sn = size - 1;
    for (String line : lines.subList(0, lines.indexOf(""))) {
      byte[] sibling = Base64.getDecoder().decode(line);
      if ((fn & 1) == 1 || fn == sn) {
        hash = sha256(new byte[] {1}, sibling, hash);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, sibling);
      }
      fn >>= 1;
      sn >>= 1;
    }
    assertThat(sn).isZero();
    assertThat(Base64.getEncoder().encodeToString(hash)).isEqualTo(root);
  }

  /** The lines of a note, once its signature was checked. */
  private List<String> signedText(String note) throws Exception {
    int end = note.lastIndexOf("\n\n");
    String signed = note.substring(0, end + 1);
    String line =
        note.substring(end + 2)
            .lines()
            .filter(l -> l.startsWith("— " + origin + " "))
            .findFirst()
            .orElseThrow();
    byte[] bytes = Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1));
    Signature verifier = Signature.getInstance("Ed25519");
    String x509 = "302a300506032b6570032100" + HexFormat.of().formatHex(key);
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509))));
    verifier.update(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Arrays.copyOfRange(bytes, 4, bytes.length))).isTrue();
    return signed.lines().toList();
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static String hex(byte[] bytes) throws Exception {
    return "%064x".formatted(new BigInteger(1, sha256(bytes)));
  }

  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      var members = new TreeMap<String, String>();
      node.properties().forEach(m -> members.put(m.getKey(), canonical(m.getValue())));
      var parts = new ArrayList<String>();
      members.forEach((name, value) -> parts.add(quoted(name) + ":" + value));
      return "{" + String.join(",", parts) + "}";
    }
    if (node.isArray()) {
      var parts = new ArrayList<String>();
      node.forEach(item -> parts.add(canonical(item)));
      return "[" + String.join(",", parts) + "]";
    }
    return node.isString() ? quoted(node.asString()) : node.toString();
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      int known = "\"\\\b\t\n\f\r".indexOf(c);
      if (known >= 0) {
        out.append('\\').append("\"\\btnfr".charAt(known));
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
