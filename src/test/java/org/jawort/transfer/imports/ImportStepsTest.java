package org.jawort.transfer.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.contact.Contacts;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobTicks;
import org.jawort.tenant.job.JobWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An import goes batch by batch, by whichever node, and each row is taken once. */
class ImportStepsTest {
  private static final int ROWS = 25;
  private static final int BATCH = 4;

  private final TestServer server = TestServer.guest();
  private final Imports imports = server.bean(Imports.class);
  private final JobTicks ticks = JobTicks.on(server);

  @BeforeEach
  void standStill() {
    server.bean(JobWork.class).stop();
  }

  @AfterEach
  void goOn() {
    server.bean(JobWork.class).start();
  }

  private ImportId upload(String name) throws IOException {
    var file = new StringBuilder("E-Mail;Vorname\n");
    for (int i = 0; i < ROWS; i++) {
      file.append(name).append(i).append("@example.org;Wer\n");
    }
    var in = new ByteArrayInputStream(file.toString().getBytes(UTF_8));
    Actor by = Actor.staff(UUID.randomUUID());
    var taken = (UploadOutcome.Taken) imports.upload(server.tenant(), by, name + ".csv", null, in);
    assertThat(imports.checkWhereClear(server.tenant(), taken.id())).isTrue();
    return taken.id();
  }

  private Import one(ImportId id) {
    return imports.find(server.tenant(), id).orElseThrow();
  }

  private boolean step(ImportId id) {
    JobId job = Optional.ofNullable(one(id).job()).orElseThrow();
    return ticks.step(server.tenant(), job, BATCH);
  }

  private int contacts() {
    return server.bean(Contacts.class).list(server.tenant(), Optional.empty(), 10 * ROWS).size();
  }

  @Test
  @DisplayName("S1-16 a node that has to open the file anew goes on where the last batch ended")
  void goesOn() throws IOException {
    ImportId one = upload("eine");
    ImportId other = upload("andere");
    // Each opens its file anew, as after a kill, since a node keeps but one open.
    while (step(one) | step(other)) {
      assertThat(contacts()).isZero();
    }
    assertThat(one(one).count("NEW")).isEqualTo(ROWS);
    assertThat(one(other).count("NEW")).isEqualTo(ROWS);
  }

  @Test
  @DisplayName(
      "S1-16 held up and gone on with, each row is taken once; ended, the rest is not taken")
  void heldUp() throws IOException {
    ImportId id = upload("wer");
    while (step(id)) {
      assertThat(one(id).state()).isIn(ImportState.CHECKING, ImportState.CHECKED);
    }
    assertThat(imports.run(server.tenant(), id)).isTrue();
    assertThat(step(id)).isTrue();
    assertThat(contacts()).isEqualTo(BATCH);
    assertThat(imports.stop(server.tenant(), id)).isTrue();
    assertThat(step(id)).as("while it is held up").isFalse();
    assertThat(imports.resume(server.tenant(), id)).isTrue();
    assertThat(step(id)).isTrue();
    assertThat(contacts()).isEqualTo(2 * BATCH);
    assertThat(imports.stop(server.tenant(), id)).as("held up once more").isTrue();
    assertThat(imports.stop(server.tenant(), id)).as("ended for good").isTrue();
    assertThat(one(id).state()).isEqualTo(ImportState.STOPPED);
    assertThat(imports.job(server.tenant(), one(id)).orElseThrow().state())
        .isEqualTo(JobState.STOPPED);
    assertThat(imports.undo(server.tenant(), id)).isTrue();
    while (step(id)) {
      assertThat(contacts()).isLessThanOrEqualTo(2 * BATCH);
    }
    assertThat(contacts()).isZero();
    assertThat(one(id).state()).isEqualTo(ImportState.UNDONE);
  }
}
