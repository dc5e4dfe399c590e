package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How a dossier is checked, and what a change in it comes to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierCheckTest {
  @TempDir private Path folder;

  private ProofServer server;
  private byte[] json;
  private byte[] pdf;

  @BeforeAll
  void start() {
    server = new ProofServer();
    json = server.dossier(Proofs.Format.JSON, Language.DE);
    pdf = server.dossier(Proofs.Format.PDF, Language.DE);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("B-01 jawort verify says in words that both hold, and heeds a key that is given")
  void verifies() throws Exception {
    String key = server.desk.server.bean(TransparencyLog.class).verifierKey();
    for (byte[] file : List.of(json, pdf)) {
      assertThat(verify(file).code()).isEqualTo(3);
      assertThat(verify(file).out()).contains("Its origin was not checked");
      assertThat(verify(file, "--key", key).code()).isZero();
      assertThat(verify(file).out()).contains("Event 3 (CONFIRMED", "unchanged");
    }
    String other = "elsewhere.example/log+8efb5a36+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    Verified stranger = verify(pdf, "--key", other);
    assertThat(stranger.code()).isNotZero();
    assertThat(verify("nonsense".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "B-01 What it is, is known by its first bytes, whatever it tells or was put before it")
  void kinds() throws Exception {
    for (String mark : List.of("\uFEFF", " ", "\r\n")) {
      byte[] marked =
          (mark + new String(json, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      assertThat(verify(marked).code()).as(mark).isEqualTo(1);
    }
    // Beyond recognition at its beginning, in the middle or at its end it still fails, and by name.
    assertThat(verify(Arrays.copyOfRange(pdf, 9, pdf.length)).code()).isEqualTo(1);
    assertThat(verify(Arrays.copyOf(pdf, pdf.length / 2)).code()).isEqualTo(1);
    assertThat(verify(Arrays.copyOf(json, json.length / 2)).code()).isEqualTo(1);
    assertThat(verify(unsealed(pdf)).code()).as("without its seal").isEqualTo(1);
  }

  private static byte[] unsealed(byte[] pdf) {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    int seal = text.lastIndexOf("\n%jawort-seal\n");
    int end = text.lastIndexOf("startxref\n");
    return (text.substring(0, seal) + text.substring(end)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private record Verified(int code, String out) {}

  private Verified verify(byte[] file, String... more) throws Exception {
    Path path = Files.write(folder.resolve("file"), file);
    var out = new ByteArrayOutputStream();
    var arguments = new ArrayList<String>(List.of(path.toString()));
    arguments.addAll(List.of(more));
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = VerifyCommand.run(arguments, print, print);
    return new Verified(code, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("B-01 A changed byte fails wherever it is, in the JSON and in the PDF")
  void everyByte() {
    var random = new Random(27560);
    for (int i = 0; i < 250; i++) {
      assertThat(ProofServer.faults(flipped(json, random.nextInt(json.length), random)))
          .isNotEmpty();
    }
    for (int i = 0; i < 40; i++) {
      assertThat(ProofServer.faults(flipped(pdf, random.nextInt(pdf.length), random))).isNotEmpty();
    }
    // The seal and what stands behind it, byte by byte.
    for (int at = pdf.length - 60; at < pdf.length; at++) {
      assertThat(ProofServer.faults(flipped(pdf, at, random))).as("at %d", at).isNotEmpty();
    }
    assertThat(ProofServer.faults(Arrays.copyOf(pdf, pdf.length - 1))).isNotEmpty();
    assertThat(ProofServer.faults(Arrays.copyOf(json, json.length + 1))).isNotEmpty();
  }

  private static byte[] flipped(byte[] file, int at, Random random) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) (1 + random.nextInt(255));
    return changed;
  }

  @Test
  @DisplayName("B-01 What fails is named: section, event, signature, print")
  void named() {
    assertThat(replaced(json, "\"contactPoint\":{\"address\":\"A", "B"))
        .contains("Section “Contact point”: was changed.");
    assertThat(replaced(json, "\"source\":\"F", "G"))
        .anyMatch(text -> text.startsWith("Event 1: the record or its salt was changed"))
        .contains("Section “Events”: was changed.");
    assertThat(replaced(json, "\"status\":\"ACCEPTED\"", "'"))
        .singleElement()
        .asString()
        .contains("“E-mails”");
    assertThat(replaced(json, "\"seal\":\"jawort.org/dossier@v1\\nkey localhost", "h"))
        .isNotEmpty();
    assertThat(replaced(pdf, "%sha256 ", "*")).isNotEmpty();
    assertThat(replaced(pdf, "/StructTreeRoo", "T"))
        .contains("The PDF was changed after it had been sealed.");
  }

  /** Puts a character in the place of the last one of the words where they first stand. */
  private static List<String> replaced(byte[] file, String words, String by) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(words);
    assertThat(at).as(words).isNotNegative();
    byte[] changed = file.clone();
    changed[at + words.length() - 1] = (byte) by.charAt(0);
    return ProofServer.faults(changed);
  }
}
