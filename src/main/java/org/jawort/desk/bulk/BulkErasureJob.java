package org.jawort.desk.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.filter.Selections;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
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

/** Erases many contacts, each as {@link Erasures} erases one; the cursor is a place in the list. */
@Component
class BulkErasureJob implements JobKind {
  static final String NAME = "BULK_ERASURE";

  private final Selections selections;
  private final Erasures erasures;
  private final JsonMapper json;

  BulkErasureJob(Selections selections, Erasures erasures, JsonMapper json) {
    this.selections = selections;
    this.erasures = erasures;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Each goes through some twenty tables. */
  @Override
  public int batch() {
    return 50;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    int place = hand.cursor() == null ? 0 : Integer.parseInt(hand.cursor());
    List<ContactPointId> points = selections.from(hand.tenant(), hand.job().id(), place, most);
    BulkChange change = json.readValue(hand.job().about(), BulkChange.class);
    var order = json.readValue(hand.parameters(), BulkActions.Order.class);
    var counts = new HashMap<String, Integer>();
    var contacts = new LinkedHashSet<>(contacts(connection, hand.tenant(), points));
    for (ContactId contact : contacts) {
      var wish =
          new ErasureWish(
              contact,
              Optional.empty(),
              ErasureWish.Proof.KEEP,
              change.suppress(),
              Optional.empty());
      ErasureOutcome outcome = erasures.erase(hand.tenant(), wish, Actor.staff(order.by()));
      counts.merge(nameOf(outcome), 1, Integer::sum);
    }
    if (points.size() > contacts.size()) {
      counts.merge(BulkChange.GONE, points.size() - contacts.size(), Integer::sum);
    }
    return new JobBatchOutcome.Worked(
        String.valueOf(place + points.size()), points.size(), counts, points.size() < most);
  }

  private static String nameOf(ErasureOutcome outcome) {
    return switch (outcome) {
      case ErasureOutcome.Erased erased -> BulkChange.DONE;
      case ErasureOutcome.ProofKept kept -> BulkChange.PROOF_KEPT;
      case ErasureOutcome.Unknown unknown -> BulkChange.GONE;
      case ErasureOutcome.ProofStands stands ->
          throw new IllegalStateException("proof is kept, and never stands in the way");
      case ErasureOutcome.Overtaken overtaken ->
          throw new IllegalStateException("whatever stands is erased");
    };
  }

  private static List<ContactId> contacts(
      Connection connection, TenantId tenant, List<ContactPointId> points) throws SQLException {
    String sql =
        """
        SELECT p.contact_id FROM contact_point p
        WHERE p.tenant_id = :tenant AND p.id = ANY (:points::uuid[]) ORDER BY p.contact_id
        """;
    return points.isEmpty()
        ? List.of()
        : Rows.batch(connection, sql, points)
            .uuid("tenant", tenant.value())
            .uuids("points", ContactPointId::value)
            .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) {
    selections.forget(tenant, job);
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    return JobText.of("bulk.job.ERASE");
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("bulk.outcome.ERASE." + what);
  }
}
