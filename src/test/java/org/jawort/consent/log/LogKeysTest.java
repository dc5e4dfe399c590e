package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.LogCommand;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B-02 the keys of the log: made once, rotated, replaced, lost")
class LogKeysTest {
  private static final Map<String, String> OTHER_SECRET =
      Map.of("JAWORT_SECRET", "another secret, long enough for anybody as well");

  private final String database = TestPostgres.migratedDatabase("keys").url();

  private static EventProof.Sealed happen(TestServer server) {
    var events = new LogEvents(server, server.bean(Tenants.class).all().getFirst());
    return events.sealed(events.signUp(1).getFirst().event());
  }

  private static String rotate(TestServer like, String... more) {
    return command(like.settings(), like, more);
  }

  private static String command(Settings settings, TestServer like, String... more) {
    var out = new ByteArrayOutputStream();
    var arguments = new java.util.ArrayList<>(List.of("rotate-key"));
    arguments.addAll(List.of(more));
    LogCommand.run(
        arguments,
        () -> settings,
        like.clock(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
  }

  @Test
  @DisplayName("From the first public address to a lost secret, each proof holds by its key")
  void life() {
    String first;
    String second;
    try (TestServer server =
        TestServer.start(database, Map.of("JAWORT_PUBLIC_URL", "https://ja.example.org/wort"))) {
      first = server.bean(TransparencyLog.class).verifierKey();
      assertThat(first).startsWith("ja.example.org/wort/log+");
      second = rotated(server, first);
    }
    assertThatThrownBy(() -> TestServer.start(database, OTHER_SECRET))
        .hasRootCauseInstanceOf(SettingException.class)
        .rootCause()
        .hasMessageContaining("The master secret is not the one")
        .hasMessageContaining("--secret-lost")
        .hasMessageNotContaining("\n")
        .hasMessageNotContaining("another secret");
    try (TestServer server =
        TestServer.start(database, Map.of("JAWORT_PUBLIC_URL", "https://moved.example.org"))) {
      EventProof.Sealed sealed = happen(server);
      assertThat(server.bean(TransparencyLog.class).verifierKey())
          .as("another public address leaves origin and key")
          .isEqualTo(second);
      IndependentVerifier.prove(sealed.file(), sealed.commitment(), second);
      Settings wrong = withOtherSecret(server.settings());
      assertThatThrownBy(() -> command(wrong, server)).isInstanceOf(SettingException.class);
      command(wrong, server, "--secret-lost");
    }
    try (TestServer server = TestServer.start(database, OTHER_SECRET)) {
      EventProof.Sealed sealed = happen(server);
      TransparencyLog log = server.bean(TransparencyLog.class);
      IndependentVerifier.prove(sealed.file(), sealed.commitment(), log.verifierKey());
      assertThat(log.verifierKeys()).hasSize(3).endsWith(second, first);
    }
  }

  /** While the server runs: the new key signs, old proofs hold by the old one. */
  private static String rotated(TestServer server, String first) {
    TransparencyLog log = server.bean(TransparencyLog.class);
    EventProof.Sealed old = happen(server);
    List<LogKey> stolen = keys(server);
    String second = rotate(server);
    assertThat(second).isNotEqualTo(first);
    assertThat(log.verifierKey()).isEqualTo(second);
    assertThat(log.verifierKeys()).containsExactly(second, first);
    // At once, and for those who know the old key alone as well.
    IndependentVerifier.open(log.checkpoint(), second);
    IndependentVerifier.open(log.checkpoint(), first);
    EventProof.Sealed fresh = happen(server);
    IndependentVerifier.prove(fresh.file(), fresh.commitment(), second);
    IndependentVerifier.prove(old.file(), old.commitment(), first);
    server.clock().tick(Duration.ofDays(31));
    EventProof.Sealed later = happen(server);
    IndependentVerifier.prove(later.file(), later.commitment(), second);
    assertThatThrownBy(() -> IndependentVerifier.prove(later.file(), later.commitment(), first))
        .hasMessageContaining("no known key signed");
    isUnknownToThieves(server, stolen, second);
    return second;
  }

  /** To those who have master secret and an older state of the database. */
  private static void isUnknownToThieves(TestServer server, List<LogKey> stolen, String rotated) {
    MasterSecret secret = server.bean(MasterSecret.class);
    assertThat(stolen.stream().map(key -> LogKeys.opened(secret, key).orElseThrow()))
        .isNotEmpty()
        .noneMatch(key -> key.verifierKey().toString().equals(rotated));
    // Neither does it follow from the secret, nor from a row of another key.
    TestServer same = TestServer.shared();
    assertThat(same.settings().secret()).isEqualTo(server.settings().secret());
    assertThat(keys(same).getLast().verifierKey().key())
        .isNotEqualTo(stolen.getFirst().verifierKey().key());
    LogKey newest = keys(server).getFirst();
    var swapped =
        new LogKey(
            newest.generation(),
            newest.verifierKey(),
            stolen.getFirst().sealed(),
            newest.createdAt());
    assertThat(LogKeys.opened(secret, swapped)).isEmpty();
    assertThat(LogKeys.opened(new MasterSecret(OTHER_SECRET.get("JAWORT_SECRET")), newest))
        .isEmpty();
  }

  private static List<LogKey> keys(TestServer server) {
    return server.bean(Database.class).read(java.util.Set.of(), server.bean(LogRows.class)::keys);
  }

  private static Settings withOtherSecret(Settings s) {
    return new Settings(
        s.bind(),
        s.port(),
        s.publicUrl(),
        s.data(),
        s.databaseUrl(),
        s.smtpUrl(),
        java.util.Optional.of(OTHER_SECRET.get("JAWORT_SECRET")),
        s.formerSecret(),
        s.adminEmail(),
        s.adminPassword(),
        s.apiKey(),
        s.languages(),
        s.timeZone(),
        s.witnessing(),
        s.tsaUrl(),
        s.reach(),
        s.signOn());
  }

  @ParameterizedTest
  @CsvSource({
    "https://ja.example.org, ja.example.org/log",
    "http://localhost:8080, localhost:8080/log",
    "https://example.org/a+b, example.org/a%2Bb/log"
  })
  @DisplayName("law 49 the origin is the log's address without its scheme")
  void origins(URI url, String origin) {
    assertThat(LogKeys.origin(url)).isEqualTo(origin);
  }

  @Test
  @DisplayName("The command says what it takes")
  void usage() {
    assertThatThrownBy(
            () ->
                LogCommand.run(
                    List.of("rotate"),
                    () -> Settings.load(Map.of(), Path.of("target/no-such-file")),
                    java.time.InstantSource.system(),
                    System.out))
        .hasMessage(
            "log rotate is not a command; there are: jawort log rotate-key [--secret-lost], jawort"
                + " log accept-restore");
  }
}
