package org.jawort.transfer.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.contact.Contacts;
import org.jawort.platform.DatabaseException;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobText;
import org.jawort.tenant.job.JobTicks;
import org.jawort.tenant.job.JobWork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PostgreSQL says that its disk is full, as it does then, at a row in the middle of a file. */
class ImportFullDiskTest {
  private static final int ROWS = 12;
  private static final int BATCH = 4;

  private final TestPostgres.TestDatabase place = TestPostgres.migratedDatabase("importfull");

  @Test
  @DisplayName(
      "S1-16 a full disk stops an import with a sentence, and nothing is lost or done twice")
  void full() throws Exception {
    try (var server = TestServer.start(place.url(), Map.of())) {
      server.bean(JobWork.class).stop();
      ImportId id = upload(server);
      goOn(server, id);
      Imports imports = server.bean(Imports.class);
      assertThat(imports.run(server.tenant(), id)).as("the run began").isTrue();
      fullAt("contact", "NEW.first_name = 'wer-6'");
      for (int i = 0; job(server, id).state() != JobState.FAILED; i++) {
        assertThat(i).as("tries").isLessThan(20);
        JobTicks.on(server).step(server.tenant(), job(server, id).id(), BATCH);
        server.clock().tick(Duration.ofMinutes(3));
      }
      assertThat(job(server, id).life().reason())
          .as("the reason")
          .isEqualTo(JobText.of("job.failed.full", "5"));
      assertThat(contacts(server)).as("taken over before").isEqualTo(BATCH);

      roomFor("contact");
      assertThat(imports.resume(server.tenant(), id)).as("it goes on").isTrue();
      goOn(server, id);
      assertThat(job(server, id).state()).isEqualTo(JobState.DONE);
      assertThat(contacts(server)).isEqualTo(ROWS);

      fullAt("import_chunk", "true");
      assertThatThrownBy(() -> upload(server)).matches(DatabaseException::isFull);
      roomFor("import_chunk");
      assertThat(imports.page(server.tenant(), Optional.empty(), 10))
          .as("imports of which something is left")
          .hasSize(1);
    }
  }

  private void fullAt(String table, String row) throws SQLException {
    sql(
        """
        CREATE FUNCTION jawort.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
        END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON jawort.%s FOR EACH ROW WHEN (%s)
          EXECUTE FUNCTION jawort.full_disk();
        """
            .formatted(table, row));
  }

  private void roomFor(String table) throws SQLException {
    sql("DROP TRIGGER full_disk ON jawort." + table + "; DROP FUNCTION jawort.full_disk()");
  }

  private void sql(String text) throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
        Statement statement = owner.createStatement()) {
      statement.execute(text);
    }
  }

  private static ImportId upload(TestServer server) throws IOException {
    var file = new StringBuilder("E-Mail;Vorname\n");
    for (int i = 0; i < ROWS; i++) {
      file.append("gast").append(i).append("@example.org;wer-").append(i).append('\n');
    }
    Imports imports = server.bean(Imports.class);
    var in = new ByteArrayInputStream(file.toString().getBytes(UTF_8));
    Actor by = Actor.staff(UUID.randomUUID());
    var taken = (UploadOutcome.Taken) imports.upload(server.tenant(), by, "gast.csv", null, in);
    assertThat(imports.checkWhereClear(server.tenant(), taken.id())).as("clear").isTrue();
    return taken.id();
  }

  private static void goOn(TestServer server, ImportId id) {
    JobId job = job(server, id).id();
    int done = -1;
    while (JobTicks.on(server).step(server.tenant(), job, BATCH)) {
      int now = job(server, id).progress().done();
      assertThat(now).as("rows done").isGreaterThanOrEqualTo(done);
      done = now;
    }
  }

  private static Job job(TestServer server, ImportId id) {
    Imports imports = server.bean(Imports.class);
    return imports
        .job(server.tenant(), imports.find(server.tenant(), id).orElseThrow())
        .orElseThrow();
  }

  private static int contacts(TestServer server) {
    return server.bean(Contacts.class).list(server.tenant(), Optional.empty(), 100).size();
  }
}
