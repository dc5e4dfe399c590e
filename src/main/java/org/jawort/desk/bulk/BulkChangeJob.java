package org.jawort.desk.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jawort.consent.BlockOutcome;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.filter.Selections;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactActs.Act;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.GroupOrField;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.UserId;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does to many what takes one statement for all of a batch; the cursor is a place in the list. */
@Component
class BulkChangeJob implements JobKind {
  static final String NAME = "BULK_CHANGE";

  private final Selections selections;
  private final ContactGroups groups;
  private final CustomFields fields;
  private final MailBlockChanges blocks;
  private final ContactActs acts;
  private final InstantSource clock;
  private final JsonMapper json;

  BulkChangeJob(
      Selections selections,
      ContactGroups groups,
      CustomFields fields,
      MailBlockChanges blocks,
      ContactActs acts,
      InstantSource clock,
      JsonMapper json) {
    this.selections = selections;
    this.groups = groups;
    this.fields = fields;
    this.blocks = blocks;
    this.acts = acts;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int batch() {
    return 2_000;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    int place = hand.cursor() == null ? 0 : Integer.parseInt(hand.cursor());
    List<ContactPointId> points = selections.from(hand.tenant(), hand.job().id(), place, most);
    Map<String, Integer> outcome = points.isEmpty() ? Map.of() : act(connection, hand, points);
    return new JobBatchOutcome.Worked(
        String.valueOf(place + points.size()), points.size(), outcome, points.size() < most);
  }

  private Map<String, Integer> act(
      Connection connection, JobInHand hand, List<ContactPointId> points) throws SQLException {
    BulkChange change = json.readValue(hand.job().about(), BulkChange.class);
    var order = json.readValue(hand.parameters(), BulkActions.Order.class);
    TenantId tenant = hand.tenant();
    Instant now = clock.instant();
    return switch (change.kind()) {
      case JOIN -> {
        groups.hold(connection, tenant, List.of(of(change)));
        yield noted(
            connection,
            hand,
            Act.GROUP_JOINED,
            groups.join(connection, tenant, of(change), points, now),
            points.size());
      }
      case LEAVE ->
          noted(
              connection,
              hand,
              Act.GROUP_LEFT,
              groups.leave(connection, tenant, of(change), points),
              points.size());
      case FIELD -> {
        fields.hold(connection, tenant, List.of(of(change)));
        yield noted(
            connection,
            hand,
            Act.FIELD_WRITTEN,
            fields.set(connection, tenant, of(change), order.value(), points, now),
            points.size());
      }
      case BLOCK -> {
        var counts = new HashMap<String, Integer>();
        blocks
            .set(connection, tenant, points, new UserId(order.by()), order.value())
            .forEach(one -> counts.merge(nameOf(one), 1, Integer::sum));
        yield counts;
      }
      case ERASE -> throw new IllegalArgumentException("erasing is another job");
    };
  }

  private static UUID of(BulkChange change) {
    return Objects.requireNonNull(change.of());
  }

  private static String nameOf(BlockOutcome outcome) {
    return switch (outcome) {
      case DONE -> BulkChange.DONE;
      case UNCHANGED -> BulkChange.UNCHANGED;
      case UNKNOWN -> BulkChange.GONE;
    };
  }

  /** One entry in the history of each contact that changed. */
  private Map<String, Integer> noted(
      Connection connection, JobInHand hand, Act act, List<ContactId> changed, int all)
      throws SQLException {
    BulkChange change = json.readValue(hand.job().about(), BulkChange.class);
    var order = json.readValue(hand.parameters(), BulkActions.Order.class);
    if (!changed.isEmpty()) {
      acts.note(connection, hand.tenant(), act, Actor.staff(order.by()), changed, of(change));
    }
    var counts = new HashMap<String, Integer>();
    counts.put(BulkChange.DONE, changed.size());
    counts.put(BulkChange.UNCHANGED, all - changed.size());
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) {
    selections.forget(tenant, job);
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    BulkChange change = json.readValue(job.about(), BulkChange.class);
    String name =
        switch (change.kind()) {
          case JOIN, LEAVE -> groups.find(tenant, of(change)).map(GroupOrField::name).orElse("–");
          case FIELD -> fields.find(tenant, of(change)).map(GroupOrField::name).orElse("–");
          case BLOCK, ERASE -> "";
        };
    return JobText.of("bulk.job." + change.kind(), name);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of(
        "bulk.outcome." + json.readValue(job.about(), BulkChange.class).kind() + "." + what);
  }
}
