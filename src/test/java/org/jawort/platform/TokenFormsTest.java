package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form of a token: of each kind, with each end, with each byte forged. */
class TokenFormsTest {
  private static final String SECRET = "a secret of the tests, long enough";
  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  private final Tokens tokens = new Tokens(new MasterSecret(SECRET));

  private static Tokens.Content ending(String end) {
    return new Tokens.Content(
        Tokens.Kind.CONFIRM,
        7,
        ID,
        end.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(end)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1970-01-01T00:00:01Z",
        "2038-01-19T03:14:07Z",
        "2038-01-19T03:14:08Z",
        "2106-02-07T06:28:15Z"
      })
  @DisplayName("Law 12 A token ends when it was to end, after 2038 too, or never")
  void ends(String end) {
    Tokens.Content content = ending(end);
    assertThat(tokens.read(Tokens.Kind.CONFIRM, tokens.write(content))).contains(content);
  }

  @Test
  @DisplayName("Law 12 A token without an end acts at any time")
  void endless() {
    assertThat(ending("").expiredAt(Instant.MAX)).as("whether it has ended").isFalse();
  }

  @ParameterizedTest
  @EnumSource(Tokens.Kind.class)
  @DisplayName("Law 12 A token says yes or no as it was sent: its kind cannot be changed")
  void kindIsSealed(Tokens.Kind kind) {
    byte[] sent = bytes(tokens.write(ending("2026-12-01T00:00:00Z")));
    byte letter = bytes(tokens.write(new Tokens.Content(kind, 7, ID, Optional.empty())))[0];
    sent[0] = letter;
    Optional<Tokens.Content> read = tokens.read(kind, text(sent));
    assertThat(read.isPresent())
        .as("whether a token to confirm, its letter changed, is one to %s", kind)
        .isEqualTo(kind == Tokens.Kind.CONFIRM);
  }

  @Property
  @Label("Law 12 No bit of a token can be changed")
  void everyBitIsSealed(@ForAll @IntRange(max = 36 * 8 - 1) int bit) {
    byte[] sent = bytes(tokens.write(ending("2026-12-01T00:00:00Z")));
    sent[bit / 8] ^= (byte) (1 << bit % 8);
    for (Tokens.Kind kind : Tokens.Kind.values()) {
      assertThat(tokens.read(kind, text(sent))).as("bit %s changed, as %s", bit, kind).isEmpty();
    }
  }

  @Test
  @DisplayName("Law 12 Links that were sent keep acting: the layout is what it was")
  void layout() {
    byte[] sent =
        bytes(
            tokens.write(
                new Tokens.Content(
                    Tokens.Kind.UNSUBSCRIBE,
                    0x01020304,
                    ID,
                    Optional.of(Instant.ofEpochSecond(5)))));
    assertThat(HexFormat.of().formatHex(sent, 0, 25))
        .isEqualTo("75" + "01020304" + "01890a5dac96774bbcceb302099a8057" + "00000005");
    assertThat(new Tokens(new MasterSecret(SECRET)).read(Tokens.Kind.UNSUBSCRIBE, text(sent)))
        .as("what another start of the same installation reads")
        .isPresent();
  }

  private static byte[] bytes(String token) {
    return Base64.getUrlDecoder().decode(token);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
