package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("law 63: cosignatures of witnesses (C2SP tlog-cosignature)")
class WitnessKeyTest {
  /** A witness that runs on the net. */
  private static final String PUBLIC =
      "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

  /** The example of the specification. */
  private static final String EXAMPLE =
      """
      example.com/behind-the-sofa
      20852163
      CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

      — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
      — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
      """;

  private final SignedLog log = new SignedLog("log.example/ours", 1).grow(5);
  private final CosigningKey witness = new CosigningKey("witness.example/w", new byte[32]);
  private final Instant now = Instant.parse("2026-11-29T12:00:00.987Z");

  @Test
  @DisplayName("a key of another program is read, and written the same")
  void foreign() {
    assertThat(WitnessKey.parse(PUBLIC)).hasToString(PUBLIC);
    assertThat(SignedNote.parse(EXAMPLE)).hasToString(EXAMPLE);
    byte[] cosignature = SignedNote.parse(EXAMPLE).signatures().getLast().signature();
    assertThat(WitnessKey.time(cosignature)).isEqualTo(Instant.ofEpochSecond(1679315147));
  }

  @Test
  @DisplayName("what is signed is header, time and note text, as the specification says")
  void message() throws Exception {
    SignedNote.Line line = witness.cosign(log.note(5).text(), now);
    assertThat(ByteBuffer.wrap(line.signature()).getLong()).isEqualTo(now.getEpochSecond());
    byte[] key = Base64.getDecoder().decode(witness.witnessKey().toString().split("\\+", 3)[2]);
    assertThat(key).hasSize(33).startsWith(4);
    String x509 = "302a300506032b6570032100" + HexFormat.of().formatHex(key, 1, 33);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(x509))));
    String signed =
        "cosignature/v1\ntime %d\n%s".formatted(now.getEpochSecond(), log.note(5).text());
    verifier.update(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(verifier.verify(Arrays.copyOfRange(line.signature(), 8, 72))).isTrue();
  }

  @Test
  @DisplayName("a changed byte, another time, another text, and a line too many are noticed")
  void changed() {
    SignedNote.Line line = witness.cosign(log.note(5).text(), now);
    WitnessKey key = witness.witnessKey();
    SignedNote good = log.note(5).with(List.of(line));
    assertThat(good.askedOf(key)).isEqualTo(SignedNote.Answer.SIGNED);
    assertThat(good.cosignedAt(key)).contains(Instant.parse("2026-11-29T12:00:00Z"));
    assertThat(log.note(5).askedOf(key)).isEqualTo(SignedNote.Answer.ABSENT);
    assertThat(log.note(4).with(List.of(line)).askedOf(key)).isEqualTo(SignedNote.Answer.WRONG);
    for (int place = 0; place < line.signature().length; place++) {
      byte[] bytes = line.signature().clone();
      bytes[place] ^= 1;
      var bad = new SignedNote.Line(line.name(), line.keyId(), bytes);
      assertThat(log.note(5).with(List.of(bad)).askedOf(key)).isEqualTo(SignedNote.Answer.WRONG);
      assertThat(log.note(5).with(List.of(line, bad)).cosignedAt(key)).isEmpty();
    }
    var cut = new SignedNote.Line(line.name(), line.keyId(), Arrays.copyOf(line.signature(), 71));
    assertThat(log.note(5).with(List.of(cut)).askedOf(key)).isEqualTo(SignedNote.Answer.WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw",
        "remora+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "remora.n621.de",
        ""
      })
  @DisplayName("the key of a log, or a damaged one, is no key of a witness")
  void noKey(String vkey) {
    assertThatThrownBy(() -> WitnessKey.parse(vkey)).isInstanceOf(MalformedException.class);
  }

  private static WitnessList list(String setting) {
    return new WitnessList(
        Settings.load(Map.of("JAWORT_WITNESSES", setting), Path.of("target/no-such-file")));
  }

  @Test
  @DisplayName("the setting names addresses and keys, and how many are needed")
  void setting() {
    String other = "https://w.example:8443/a/ " + witness.witnessKey();
    WitnessList both = list("1 of https://remora.n621.de " + PUBLIC + ", " + other);
    assertThat(both.needed()).isEqualTo(1);
    assertThat(both.all())
        .extracting(one -> one.prefix().toString())
        .containsExactly("https://remora.n621.de", "https://w.example:8443/a");
    assertThat(list(other).needed()).isEqualTo(1);
    assertThat(list(" ").all()).isEmpty();
    assertThat(list(" ").needed()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://w.example",
        "https://w.example nokey",
        "w.example " + PUBLIC,
        "ftp://w.example " + PUBLIC,
        "https://w.example/?a=b " + PUBLIC,
        "2 of https://w.example " + PUBLIC,
        "0 of https://w.example " + PUBLIC,
        "https://w.example " + PUBLIC + ", https://v.example " + PUBLIC,
        "https://w.example " + PUBLIC + ",",
        "1 of"
      })
  @DisplayName("a wrong setting is one line that names it")
  void wrongSetting(String setting) {
    assertThatThrownBy(() -> list(setting))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("JAWORT_WITNESSES ")
        .hasMessageNotContaining("\n");
  }
}
