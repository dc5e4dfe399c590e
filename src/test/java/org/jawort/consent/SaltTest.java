package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.jawort.OwnTenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SaltTest {
  @Test
  @DisplayName("B-02 Each event's commitment has a random salt of its own, so nobody guesses it")
  void random() {
    OwnTenant house = OwnTenant.fresh();
    house.confirmed("ada@example.org");
    house.signUp("berta@example.org");
    List<String> salts =
        house.list(
            String.class,
            "SELECT encode(salt, 'hex') FROM consent_evidence WHERE tenant_id = ?",
            house.id().value());
    assertThat(salts).hasSizeGreaterThan(2).doesNotContain("0".repeat(32));
    assertThat(new HashSet<>(salts)).hasSameSizeAs(salts);
  }
}
