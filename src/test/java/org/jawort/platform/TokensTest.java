package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

  private final Tokens tokens = new Tokens(new MasterSecret("a secret of the tests, long enough"));
  private final Tokens others = new Tokens(new MasterSecret("a secret of another installation.."));

  private static Tokens.Content content(Tokens.Kind kind, int tenant) {
    return new Tokens.Content(kind, tenant, UUID.randomUUID(), Optional.of(END));
  }

  @Test
  void readsWhatItWroteAndFitsIntoAnSms() {
    var content = content(Tokens.Kind.CONFIRM, 7);
    String token = tokens.write(content);
    assertThat(token).hasSize(48).matches("[A-Za-z0-9_-]+");
    assertThat(tokens.read(Tokens.Kind.CONFIRM, token)).contains(content);
    assertThat(content.expiredAt(END.minusSeconds(1))).isFalse();
    assertThat(content.expiredAt(END)).isTrue();
  }

  @Test
  void anotherKindTenantOrInstallationDoesNotFit() {
    String token = tokens.write(content(Tokens.Kind.CONFIRM, 7));
    assertThat(tokens.read(Tokens.Kind.UNSUBSCRIBE, token)).isEmpty();
    assertThat(others.read(Tokens.Kind.CONFIRM, token)).isEmpty();
  }

  @Property
  void aChangedOrCutTokenIsNone(@ForAll int at, @ForAll char other) {
    String token = tokens.write(content(Tokens.Kind.CONFIRM, 7));
    int position = Math.floorMod(at, token.length());
    String cut = token.substring(0, position);
    assertThat(tokens.read(Tokens.Kind.CONFIRM, cut)).isEmpty();
    if (token.charAt(position) != other) {
      String changed = cut + other + token.substring(position + 1);
      assertThat(tokens.read(Tokens.Kind.CONFIRM, changed)).isEmpty();
    }
  }

  @Property
  void noTextThrows(@ForAll String text) {
    assertThat(tokens.read(Tokens.Kind.CONFIRM, text)).isEmpty();
  }
}
