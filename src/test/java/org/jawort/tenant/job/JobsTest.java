package org.jawort.tenant.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The life of a job, with a kind whose batches do what the test says. */
class JobsTest {
  private static final TestServer SERVER = TestServer.shared();
  private static final TenantId TENANT = SERVER.tenant();

  /** A kind that only this test knows, so that no worker of the server takes it. */
  private static final class Told implements JobKind {
    private final String name = "TOLD-" + UUID.randomUUID();
    private final Deque<Supplier<JobBatchOutcome>> batches = new ArrayDeque<>();
    private final List<String> cursors = new ArrayList<>();
    private final List<JobId> worked = new ArrayList<>();

    @Override
    public String name() {
      return name;
    }

    @Override
    public int batch() {
      return 10;
    }

    @Override
    public JobBatchOutcome work(Connection connection, JobInHand hand, int most) {
      cursors.add(String.valueOf(hand.cursor()));
      worked.add(hand.job().id());
      return batches.removeFirst().get();
    }

    @Override
    public JobText title(TenantId tenant, Job job, Language language) {
      return JobText.of("job.one");
    }

    @Override
    public JobText outcome(Job job, String what) {
      return JobText.of("job.one");
    }
  }

  private final Told kind = new Told();
  private final JobTicks ticks = JobTicks.by(SERVER.bean(DataSource.class), SERVER, List.of(kind));
  private final Jobs jobs = SERVER.bean(Jobs.class);

  private JobId start() {
    var wanted = new NewJob(kind.name(), null, 20, Map.of("LEFT", 1), Map.of(), Map.of(), null);
    return ((JobStartOutcome.Started) jobs.start(TENANT, wanted)).job();
  }

  private Job find(JobId id) {
    return jobs.find(TENANT, id).orElseThrow();
  }

  private void then(Supplier<JobBatchOutcome> batch) {
    kind.batches.add(batch);
  }

  private static JobBatchOutcome worked(String cursor, boolean last) {
    return new JobBatchOutcome.Worked(cursor, 10, Map.of("MOVED", 9, "LEFT", 1), last);
  }

  private static JobBatchOutcome fault() {
    throw new IllegalStateException("somebody@example.org");
  }

  @Test
  @DisplayName("S1-20 a job goes from cursor to cursor and adds up what came of it")
  void goes() {
    JobId id = start();
    assertThat(find(id).state()).isEqualTo(JobState.QUEUED);
    assertThat(find(id).progress().percent()).isZero();
    assertThat(find(id).progress().secondsLeft()).isNull();
    then(() -> worked("a", false));
    then(() -> worked("b", true));
    SERVER.clock().tick(Duration.ofSeconds(2));
    assertThat(ticks.step(TENANT, id, 10)).isTrue();
    assertThat(find(id).state()).isEqualTo(JobState.RUNNING);
    assertThat(find(id).progress().perSecond()).isEqualTo(5);
    assertThat(find(id).progress().secondsLeft()).isEqualTo(2);
    assertThat(ticks.step(TENANT, id, 10)).isTrue();
    assertThat(ticks.step(TENANT, id, 10)).as("it is over").isFalse();
    assertThat(kind.cursors).containsExactly("null", "a");
    assertThat(find(id).state()).isEqualTo(JobState.DONE);
    assertThat(find(id).progress().outcome()).isEqualTo(Map.of("MOVED", 18, "LEFT", 3));
    assertThat(find(id).life().endedAt()).isEqualTo(find(id).progress().pace().workedAt());
  }

  @Test
  @DisplayName("S1-20 a pause does not make it slower")
  void pace() {
    JobId id = start();
    then(() -> worked("a", false));
    then(() -> worked("b", true));
    ticks.step(TENANT, id, 10);
    assertThat(jobs.pause(TENANT, id)).isTrue();
    assertThat(jobs.pause(TENANT, id)).as("it is paused already").isFalse();
    assertThat(ticks.step(TENANT, id, 10)).isFalse();
    SERVER.clock().tick(Duration.ofHours(1));
    assertThat(jobs.goOn(TENANT, id)).isTrue();
    assertThat(jobs.goOn(TENANT, id)).as("it goes already").isFalse();
    SERVER.clock().tick(Duration.ofSeconds(1));
    ticks.step(TENANT, id, 10);
    assertThat(find(id).progress().perSecond()).isEqualTo(10);
  }

  @Test
  @DisplayName("S1-20 whatever a batch throws is the job's own: it rests, and fails in the end")
  void faults() {
    JobId id = start();
    for (int i = 1; i < JobSteps.MOST_FAULTS; i++) {
      then(JobsTest::fault);
      assertThat(ticks.step(TENANT, id, 10)).as("try %d", i).isTrue();
      assertThat(ticks.step(TENANT, id, 10)).as("it rests after try %d", i).isFalse();
      assertThat(find(id).state()).isEqualTo(JobState.RUNNING);
      SERVER.clock().tick(Duration.ofMinutes(2));
    }
    then(
        () -> {
          throw new StackOverflowError();
        });
    ticks.step(TENANT, id, 10);
    assertThat(find(id).state()).isEqualTo(JobState.FAILED);
    assertThat(find(id).life().reason())
        .isEqualTo(JobText.of("job.failed.fault", "5", "StackOverflowError"));
    assertThat(find(id).progress().done()).isZero();
    assertThat(jobs.goOn(TENANT, id)).as("it may be tried again").isTrue();
    then(() -> worked("a", true));
    ticks.step(TENANT, id, 10);
    assertThat(find(id).state()).isEqualTo(JobState.DONE);
    assertThat(find(id).life().reason()).isNull();
  }

  @Test
  @DisplayName("S1-20 a success in between forgives the faults before it")
  void forgiven() {
    JobId id = start();
    for (int i = 0; i < 2 * JobSteps.MOST_FAULTS; i++) {
      then(i % 2 == 0 ? JobsTest::fault : () -> worked("a", false));
      ticks.step(TENANT, id, 10);
      SERVER.clock().tick(Duration.ofMinutes(2));
    }
    assertThat(find(id).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  @DisplayName("S1-20 a job that cannot go on says so at once, in words")
  void cannotGoOn() {
    JobId id = start();
    then(() -> new JobBatchOutcome.CannotGoOn(JobText.of("job.unknown", "x")));
    ticks.step(TENANT, id, 10);
    assertThat(find(id).state()).isEqualTo(JobState.FAILED);
    assertThat(find(id).life().reason()).isEqualTo(JobText.of("job.unknown", "x"));
  }

  @Test
  @DisplayName("S1-20 stopped for good while a batch is at hand, that batch is not written")
  void stoppedMeanwhile() {
    JobId id = start();
    then(
        () -> {
          elsewhere(() -> jobs.stop(TENANT, id));
          return worked("a", true);
        });
    assertThat(ticks.step(TENANT, id, 10)).isTrue();
    assertThat(find(id).state()).isEqualTo(JobState.STOPPED);
    assertThat(find(id).progress().done()).isZero();
  }

  @Test
  @DisplayName("S1-20 paused while a batch is at hand, that batch is written and no other")
  void pausedMeanwhile() {
    JobId id = start();
    then(
        () -> {
          elsewhere(() -> jobs.pause(TENANT, id));
          return worked("a", false);
        });
    ticks.step(TENANT, id, 10);
    assertThat(ticks.step(TENANT, id, 10)).isFalse();
    assertThat(find(id).state()).isEqualTo(JobState.PAUSED);
    assertThat(find(id).progress().done()).isEqualTo(10);
  }

  private static void elsewhere(Runnable act) {
    try {
      Thread.ofVirtual().start(act).join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("S1-20 what a dead node had claimed comes free after its lease, and it is too late")
  void lease() {
    JobId id = start();
    var claims = SERVER.bean(JobClaims.class);
    Optional<JobClaims.ClaimedBatch> dead = claim(claims, id);
    assertThat(claim(claims, id)).as("a second claim during the lease").isEmpty();
    SERVER.clock().tick(JobClaims.LEASE.minusSeconds(1));
    assertThat(claim(claims, id)).as("a second claim at its end").isEmpty();
    SERVER.clock().tick(Duration.ofSeconds(1));
    then(() -> worked("a", false));
    assertThat(ticks.step(TENANT, id, 10)).isTrue();
    var late = new JobBatchOutcome.Worked("z", 10, Map.of(), false);
    boolean written =
        SERVER
            .bean(Database.class)
            .write(
                TENANT,
                connection -> claims.advance(dead.orElseThrow(), late, SERVER.clock().instant()));
    assertThat(written).as("the dead one comes back").isFalse();
    assertThat(find(id).progress().done()).isEqualTo(10);
  }

  private static Optional<JobClaims.ClaimedBatch> claim(JobClaims claims, JobId id) {
    UUID holder = SERVER.bean(Ids.class).next();
    return SERVER
        .bean(Database.class)
        .write(TENANT, connection -> claims.claim(TENANT, id, holder, SERVER.clock().instant()));
  }

  @Test
  @DisplayName("S1-20 the jobs of a tenant take turns")
  void turns() {
    JobId first = start();
    JobId second = start();
    for (int i = 0; i < 4; i++) {
      then(() -> worked("a", false));
      SERVER.clock().tick(Duration.ofSeconds(1));
      ticks.stepDue(TENANT);
    }
    assertThat(kind.worked).containsExactly(first, second, first, second);
    jobs.stop(TENANT, first);
    jobs.stop(TENANT, second);
    assertThat(ticks.isDue(TENANT)).isFalse();
  }
}
