package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Changes the members of a mass change in the order of their list; the cursor is a place in it. */
@Component
class MassChangeJob implements JobKind {
  static final String SOURCE = "MASS_CHANGE";

  /** What is needed to go on; afterwards it stands in each evidence. */
  record Order(UUID by, Declaration declaration) {}

  private final Statements statements;
  private final MassChangeRows rows;
  private final Purposes purposes;
  private final JsonMapper json;

  MassChangeJob(Statements statements, MassChangeRows rows, Purposes purposes, JsonMapper json) {
    this.statements = statements;
    this.rows = rows;
    this.purposes = purposes;
    this.json = json;
  }

  @Override
  public String name() {
    return MassChange.JOB;
  }

  @Override
  public int batch() {
    return 2_000;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    int place = hand.cursor() == null ? 0 : Integer.parseInt(hand.cursor());
    List<ContactPointId> points = rows.from(hand.tenant(), hand.job().id(), place, most);
    List<StatementOutcome> acted = act(connection, hand, points);
    var outcome = new HashMap<String, Integer>();
    for (StatementOutcome one : acted) {
      if (one instanceof StatementOutcome.Incomplete) {
        // It was complete when it started, and is so for all or for nobody; nothing was written.
        return new JobBatchOutcome.CannotGoOn(JobText.of("statement.mass.incomplete"));
      }
      outcome.merge(nameOf(one), 1, Integer::sum);
    }
    int next = place + points.size();
    boolean last = next >= hand.job().progress().total() || points.isEmpty();
    return new JobBatchOutcome.Worked(String.valueOf(next), points.size(), outcome, last);
  }

  private List<StatementOutcome> act(
      Connection connection, JobInHand hand, List<ContactPointId> points) throws SQLException {
    MassChange change = read(hand.job());
    Order order = json.readValue(hand.parameters(), Order.class);
    var recording = new Recording(hand.tenant(), change.purpose(), Actor.staff(order.by()), SOURCE);
    List<StatementTarget> targets = points.stream().map(StatementTarget::blind).toList();
    return switch (change.kind()) {
      case DECLARE ->
          statements.declare(connection, recording, targets, order.declaration(), false);
      case TAKE_BACK -> statements.takeBack(connection, recording, targets, order.declaration());
    };
  }

  private static String nameOf(StatementOutcome outcome) {
    return switch (outcome) {
      case StatementOutcome.Done done -> MassChange.CHANGED;
      case StatementOutcome.Overtaken(ConsentStatus status) -> status.name();
      case StatementOutcome.Refused(ConsentStatus status, StatementOutcome.Reason reason) ->
          reason == StatementOutcome.Reason.OLDER_THAN_NO
                  || reason == StatementOutcome.Reason.ONE_BY_ONE && !status.isNo()
              ? reason.name()
              : status.name();
      case StatementOutcome.Unknown unknown -> MassChange.GONE;
      case StatementOutcome.Incomplete incomplete ->
          throw new IllegalArgumentException("ends the job: " + incomplete);
    };
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) {
    rows.delete(tenant, job);
  }

  private MassChange read(Job job) {
    return json.readValue(job.about(), MassChange.class);
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    MassChange change = read(job);
    String purpose =
        purposes
            .find(tenant, change.purpose())
            .map(found -> found.profile().name().in(language))
            .orElse("–");
    return JobText.of("statement.mass.job." + change.kind(), purpose);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return what.equals(MassChange.CHANGED)
        ? JobText.of("statement.mass.changed")
        : JobText.of("statement.mass.not." + read(job).kind() + "." + what);
  }

  /** How those are counted that the filter showed and that do not change. */
  static Map<String, Integer> counted(Map<ConsentStatus, Integer> others) {
    var counted = new HashMap<String, Integer>();
    others.forEach((status, count) -> counted.put(status.name(), count));
    return counted;
  }
}
