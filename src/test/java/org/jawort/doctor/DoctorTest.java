package org.jawort.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("jawort doctor")
class DoctorTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";
  private static final String ADDRESS = "berta@example.org";

  private record Report(boolean well, String text) {}

  private static Report examine(boolean repair, Map<String, String> settings) {
    var out = new ByteArrayOutputStream();
    boolean well =
        Jawort.examine(
            settings,
            Path.of("target/no-such-file"),
            repair,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Report(well, out.toString(StandardCharsets.UTF_8));
  }

  private static Map<String, String> settings(TestDatabase database) {
    return new HashMap<>(Map.of("JAWORT_DATABASE_URL", database.url(), "JAWORT_SECRET", SECRET));
  }

  @Test
  @DisplayName(
      "A damaged status and a damaged block are named by ids, and repaired from the ledger")
  void damage() throws Exception {
    TestDatabase database = TestPostgres.migratedDatabase("doctor");
    try (TestServer server = TestServer.start(database.url(), Map.of())) {
      signUp(server);
    }
    assertThat(examine(false, settings(database)).well()).isTrue();
    String point = superuser(database, "SELECT contact_point_id FROM jawort.consent");
    superuser(
        database, "UPDATE jawort.consent SET status = 'CONFIRMED' RETURNING contact_point_id");
    superuser(
        database,
        "UPDATE jawort.contact_point SET mail_block = NULL, mail_block_at = NULL RETURNING id");
    Report sick = examine(false, settings(database));
    assertThat(sick.well()).isFalse();
    assertThat(sick.text())
        .contains("contact point " + point)
        .containsPattern(
            "stored CONFIRMED by event \\S+, the ledger says (TRIGGERED|SENT) by event")
        .contains("mail block: stored none, the ledger says NEW")
        .contains("jawort doctor --repair")
        .contains("3 things are to be mended.")
        .doesNotContain(ADDRESS, SECRET);
    Report repaired = examine(true, settings(database));
    assertThat(repaired.well()).as(repaired.text()).isTrue();
    assertThat(repaired.text()).contains("repaired");
    assertThat(superuser(database, "SELECT deed || outcome FROM jawort.audit_entry"))
        .as("law 64")
        .isEqualTo("jawort doctor --repairDONE");
    assertThat(examine(false, settings(database)).text()).contains("All is well.");
    assertThat(superuser(database, "SELECT mail_block FROM jawort.contact_point")).isEqualTo("NEW");
    superuser(
        database,
        "INSERT INTO jawort.sign_up_day SELECT id, current_date, '', 'FORM', '', 'OTHER',"
            + " 'LAPSED', 'ACCEPTED', false, -1, 7 FROM jawort.tenant RETURNING fate");
    assertThat(examine(false, settings(database)).text()).contains("are counted wrong");
    assertThat(examine(true, settings(database)).text()).contains("were counted anew");
    assertThat(superuser(database, "SELECT count(*)::text FROM jawort.sign_up_day")).isEqualTo("0");
    superuser(
        database,
        "INSERT INTO jawort.holder_count (tenant_id, held_id, holders)"
            + " SELECT id, gen_random_uuid(), 7 FROM jawort.tenant RETURNING held_id");
    assertThat(examine(false, settings(database)).text()).contains("are counted wrong");
    assertThat(examine(true, settings(database)).text()).contains("were counted anew");
    assertThat(superuser(database, "SELECT count(*)::text FROM jawort.holder_count"))
        .isEqualTo("0");
    superuser(database, "DELETE FROM jawort.consent RETURNING status");
    assertThat(examine(false, settings(database)).text()).contains("stored none");
    assertThat(examine(true, settings(database)).well()).isTrue();
    assertThat(superuser(database, "SELECT status FROM jawort.consent")).isIn("TRIGGERED", "SENT");
  }

  private static void signUp(TestServer server) {
    TenantId tenant = server.bean(Tenants.class).all().getFirst();
    Form form = server.bean(Forms.class).all(tenant).getFirst();
    PurposeId offers =
        server
            .bean(Purposes.class)
            .create(tenant, "offers", PurposeProfile.usual(new PurposeName("Angebote", "Offers")))
            .orElseThrow()
            .id();
    var evidence =
        Evidence.of(ADDRESS)
            .onForm(
                server
                    .bean(Forms.class)
                    .shown(tenant, form.version())
                    .orElseThrow()
                    .told()
                    .sha256());
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                    tenant,
                    ADDRESS,
                    ADDRESS,
                    null,
                    null,
                    form.language(),
                    form.purpose(),
                    form.version(),
                    evidence)
                .consentingTo(List.of(form.purpose(), offers)));
  }

  private static String superuser(TestDatabase database, String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  @Test
  @DisplayName("A database without the schema is left as it is, and the line says what to do")
  void schema() throws Exception {
    TestDatabase database = TestPostgres.freshDatabase("doctor");
    Report report = examine(true, settings(database));
    assertThat(report.well()).isFalse();
    assertThat(report.text())
        .contains("schema: lacks 001 platform, 002 tenant", "start jawort serve");
    assertThat(superuser(database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'jawort'"))
        .isEqualTo("0");
  }

  @Test
  @DisplayName("What is wrong with the settings is said, each with the way to mend it")
  void wrongSettings() throws Exception {
    TestDatabase database = TestPostgres.migratedDatabase("doctor");
    Map<String, String> given = settings(database);
    given.put("JAWORT_PUBLIC_URL", "http://jawort.example.org");
    assertThat(examine(false, given).text())
        .contains("BAD   public address", "https://jawort.example.org");
    given.remove("JAWORT_PUBLIC_URL");
    int closed;
    try (var socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    given.put(
        "JAWORT_SMTP_URL", "smtp://user:geheim@127.0.0.1:%d?starttls=never".formatted(closed));
    assertThat(examine(false, given).text())
        .contains("BAD   mail: 127.0.0.1 does not take us", "only this machine can open")
        .doesNotContain("geheim");
    given.remove("JAWORT_SECRET");
    Report missing = examine(false, given);
    assertThat(missing.well()).isFalse();
    assertThat(missing.text()).contains("BAD   settings: JAWORT_SECRET is missing");
    Map<String, String> wrong =
        Map.of(
            "JAWORT_SECRET",
            SECRET,
            "JAWORT_DATABASE_URL",
            "postgres://nobody:falsch@127.0.0.1:%d/x".formatted(closed));
    assertThat(examine(false, wrong).text())
        .contains("BAD   database: JAWORT_DATABASE_URL", "does not answer")
        .doesNotContain("falsch");
  }

  @Test
  @DisplayName("The embedded database is examined while it runs and while it does not")
  void embedded(@TempDir Path folder) throws Exception {
    // PostgreSQL does not run as root; its own user must be able to pass through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    var given = Map.of("JAWORT_DATA", folder.resolve("data").toString());
    assertThat(examine(false, given).text())
        .contains("holds no database yet; jawort serve makes it", "secret is missing");
    TestPostgres.unpackedInto(folder.resolve("data"));
    Settings settings = Settings.load(given, Path.of("target/no-such-file"));
    try (OpenedDatabase running = OpenedDatabase.open(settings)) {
      assertThat(running.pool()).isNotNull();
      Files.writeString(settings.data().resolve("secret"), UUID.randomUUID().toString());
      Files.setPosixFilePermissions(
          settings.data().resolve("secret"), PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(examine(false, given).text())
          .contains("others can read")
          .contains("schema: up to date");
      Files.setPosixFilePermissions(
          settings.data().resolve("secret"), PosixFilePermissions.fromString("rw-------"));
    }
    Report stopped = examine(false, given);
    assertThat(stopped.well()).as(stopped.text()).isTrue();
    assertThat(stopped.text()).contains("PostgreSQL", "schema: up to date");
  }
}
