package org.jawort.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.log.LogEvents;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B-02 B-09 a new master secret: what it ends, and what outlives the former one")
class SecretCommandTest {
  private static final String FORMER = "the first secret of the tests, long enough";
  private static final String NEXT = "the second secret of the tests, long enough";
  private static final CheckedAddress NEVER =
      new CheckedAddress(Channel.EMAIL, "nie@example.org", "nie@example.org");

  private static TestDatabase lived;
  private static String token;
  private static String key;

  @TempDir private Path folder;

  private final String database = TestPostgres.copy(lived, "secret").url();

  /** An installation at rest, of which each test has a copy. */
  @BeforeAll
  static void live() {
    lived = TestPostgres.migratedDatabase("secret");
    try (TestServer server = TestServer.start(lived.url(), Map.of("JAWORT_SECRET", FORMER))) {
      suppress(server);
      key = server.bean(TransparencyLog.class).verifierKey();
      token = server.bean(Tokens.class).write(content());
    }
  }

  private TestServer start(String secret) {
    return TestServer.start(
        database, Map.of("JAWORT_SECRET", secret, "JAWORT_DATA", folder.toString()));
  }

  private Settings settings(Map<String, String> more) {
    var given = new java.util.HashMap<>(more);
    given.put("JAWORT_DATABASE_URL", database);
    given.put("JAWORT_DATA", folder.toString());
    return Settings.load(given, folder.resolve("no-such-file"));
  }

  private static String change(Settings settings, String... arguments) {
    var out = new ByteArrayOutputStream();
    SecretCommand.run(
        List.of(arguments),
        () -> settings,
        InstantSource.system(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private Settings both() {
    return settings(Map.of("JAWORT_SECRET", NEXT, "JAWORT_FORMER_SECRET", FORMER));
  }

  /** Two that must never be written to again: one of them is there as a contact. */
  private static void suppress(TestServer server) {
    var events = new LogEvents(server, server.tenant());
    UUID known = events.signUp(1).getFirst().contactPoint().value();
    server
        .bean(Database.class)
        .write(
            server.tenant(),
            connection -> {
              String sql =
                  """
                  UPDATE contact_point SET suppressed = true WHERE tenant_id = :tenant AND id = :id
                  RETURNING address_key
                  """;
              String address =
                  Rows.sql(connection, sql)
                      .uuid("tenant", server.tenant().value())
                      .uuid("id", known)
                      .only(row -> row.getString(1));
              for (String one : List.of(address, NEVER.key())) {
                Rows.sql(
                        connection,
                        "INSERT INTO suppression VALUES (:tenant, :hash, 'EMAIL', 'ERASURE', now())")
                    .uuid("tenant", server.tenant().value())
                    .bytea("hash", hash(server, one))
                    .update();
              }
              return true;
            });
  }

  private static List<String> commands(TestServer server) {
    String sql =
        "SELECT deed FROM audit_entry WHERE tenant_id = :tenant AND deed LIKE 'jawort %' ORDER BY id";
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                Rows.sql(connection, sql)
                    .uuid("tenant", server.tenant().value())
                    .list(row -> row.getString(1)));
  }

  private static byte[] hash(TestServer server, String address) {
    return server.bean(AddressHashes.class).of(server.tenant(), Channel.EMAIL, address);
  }

  private static Optional<Instant> suppressed(TestServer server, TenantId tenant) {
    return server.bean(Suppressions.class).check(tenant, NEVER);
  }

  private static Tokens.Content content() {
    return new Tokens.Content(Tokens.Kind.UNSUBSCRIBE, 1, new UUID(1, 2), Optional.empty());
  }

  @Test
  @DisplayName("With the former one at hand the suppression list and the log's key stay")
  void changed() throws Exception {
    changesNothing();
    assertThatThrownBy(() -> start(NEXT).close())
        .rootCause()
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("jawort secret rotate")
        .hasMessageContaining("ends every link");
    Path secret = Files.writeString(folder.resolve("secret"), FORMER);
    Path next = Files.writeString(folder.resolve("secret.next"), NEXT);
    assertThat(change(both(), "rotate", "--yes"))
        .contains("The new master secret, version 2, is in force");
    change(both(), "change", "--yes");
    assertThatThrownBy(() -> start(FORMER).close()).isInstanceOf(RuntimeException.class);
    assertThat(Files.readString(secret)).as("as after a crash").isEqualTo(FORMER);
    String third = replaced(secret, next);
    try (TestServer server = start(third)) {
      assertThat(suppressed(server, server.tenant())).isPresent();
      assertThat(server.bean(TransparencyLog.class).verifierKey()).isEqualTo(key);
      var events = new LogEvents(server, server.tenant());
      events.sealed(events.signUp(1).getFirst().event());
      assertThat(server.bean(Tokens.class).read(Tokens.Kind.UNSUBSCRIBE, token)).isEmpty();
      assertThat(commands(server)).as("law 64").hasSize(4).containsOnly("jawort secret rotate");
    }
  }

  /** Neither what is only asked, nor a wrong former one, which says so in a line. */
  private void changesNothing() {
    assertThat(change(both(), "rotate"))
        .contains("every personal link in mails", "It keeps: the suppression list")
        .contains("Nothing was changed.");
    Settings wrong =
        settings(
            Map.of("JAWORT_SECRET", NEXT, "JAWORT_FORMER_SECRET", "not the one that was used, no"));
    assertThatThrownBy(() -> change(wrong, "change", "--yes"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("is not the one that sealed")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> change(settings(Map.of("JAWORT_SECRET", NEXT)), "change"))
        .hasMessageStartingWith("JAWORT_FORMER_SECRET is missing");
    assertThatThrownBy(() -> change(both(), "replace"))
        .hasMessageContaining("jawort secret rotate [--yes]");
  }

  /** One that is kept in the data folder is replaced there, also when that was cut off before. */
  private String replaced(Path secret, Path next) throws IOException {
    Settings embedded = withoutSecret(both());
    change(embedded, "change", "--yes");
    assertThat(secret).hasContent(NEXT);
    assertThat(next).doesNotExist();
    change(embedded, "change", "--yes");
    String third = Files.readString(secret);
    assertThat(third).hasSize(64).isNotEqualTo(NEXT);
    return third;
  }

  private static Settings withoutSecret(Settings s) {
    return new Settings(
        s.bind(),
        s.port(),
        s.publicUrl(),
        s.data(),
        s.databaseUrl(),
        s.smtpUrl(),
        Optional.empty(),
        Optional.empty(),
        s.adminEmail(),
        s.adminPassword(),
        s.apiKey(),
        s.languages(),
        s.timeZone(),
        s.witnessing(),
        s.tsaUrl(),
        s.reach(),
        Optional.empty());
  }

  @Test
  @DisplayName(
      "Lost for good: what is there as a contact stays suppressed, the rest is told and gone")
  void lost() {
    var out = new ByteArrayOutputStream();
    LogCommand.run(
        List.of("rotate-key", "--secret-lost"),
        () -> settings(Map.of("JAWORT_SECRET", NEXT)),
        InstantSource.system(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("every personal link")
        .contains("1 addresses are known no more, and 1 that are there as contacts were kept");
    try (TestServer server = start(NEXT)) {
      assertThat(commands(server)).containsExactly("jawort log rotate-key --secret-lost");
      assertThat(suppressed(server, server.tenant())).isEmpty();
      List<String> hashes =
          server
              .bean(Database.class)
              .read(
                  server.tenant(),
                  connection ->
                      Rows.sql(connection, "SELECT hash FROM suppression WHERE tenant_id = :tenant")
                          .uuid("tenant", server.tenant().value())
                          .list(row -> HexFormat.of().formatHex(row.getBytes(1))));
      String address =
          server
              .bean(Database.class)
              .read(
                  server.tenant(),
                  connection ->
                      Rows.sql(
                              connection,
                              "SELECT address_key FROM contact_point"
                                  + " WHERE tenant_id = :tenant AND suppressed")
                          .uuid("tenant", server.tenant().value())
                          .only(row -> row.getString(1)));
      assertThat(hashes).containsExactly(HexFormat.of().formatHex(hash(server, address)));
    }
  }
}
