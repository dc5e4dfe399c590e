package org.jawort.optin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventId;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.contact.address.Channel;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.run.MailBudget;
import org.jawort.optin.run.MailBudgets;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Triggers the process for contact points that did not ask themselves (S1-16): ledger event, run
 * and confirmation mail in the contact's language, for many in one transaction. Asks likewise for
 * the renewal of what was given.
 */
@Component
class OptInRequests {
  private final ContactIntake contactIntake;
  private final Wordings wordings;
  private final ActiveProcesses activeProcesses;
  private final MailBudgets budgets;
  private final Tenants tenants;
  private final StartedRequests started;
  private final Ids ids;
  private final InstantSource clock;

  OptInRequests(
      ContactIntake contactIntake,
      Wordings wordings,
      ActiveProcesses activeProcesses,
      MailBudgets budgets,
      Tenants tenants,
      StartedRequests started,
      Ids ids,
      InstantSource clock) {
    this.contactIntake = contactIntake;
    this.wordings = wordings;
    this.activeProcesses = activeProcesses;
    this.budgets = budgets;
    this.tenants = tenants;
    this.started = started;
    this.ids = ids;
    this.clock = clock;
  }

  /** Writes all that may be asked, in the caller's transaction; answers in the given order. */
  List<OptInRequestOutcome> takeIn(
      Connection connection,
      TenantId tenant,
      List<ContactPointId> contactPoints,
      PurposeId purpose,
      StatedBasis basis,
      Actor actor,
      String source,
      boolean renewal)
      throws SQLException {
    Instant now = clock.instant();
    List<AskingLack> lacks = renewal ? List.of() : basis.lacks(now);
    var wish = new AskingWish(tenant, purpose, basis, lacks, actor, source, renewal, now);
    Map<ContactPointId, AskedPoint> asked = lockAndRead(connection, wish, contactPoints);
    Map<Language, Wording> worded = worded(wish);
    MailBudget budget = budgets.ofKnown(connection, tenant, contactPoints, now);
    var answers = new ArrayList<OptInRequestOutcome>(contactPoints.size());
    var starting = new ArrayList<Runs.NewRun>();
    var taken = new HashSet<ContactPointId>();
    for (ContactPointId contactPoint : contactPoints) {
      OptInRequestOutcome answer = judge(wish, asked.get(contactPoint), worded);
      if (answer instanceof OptInRequestOutcome.Requested(RunId run) && taken.add(contactPoint)) {
        Runs.NewRun starts = run(wish, asked.get(contactPoint), run);
        if (starts.process().atOnce() && !budget.take(tenant, contactPoint)) {
          answer = new OptInRequestOutcome.MailedEnough();
        } else {
          starting.add(starts);
        }
      } else if (answer instanceof OptInRequestOutcome.Requested) {
        answer =
            renewal
                ? new OptInRequestOutcome.AlreadyAsked()
                : new OptInRequestOutcome.ForbiddenByStatus(ConsentStatus.TRIGGERED);
      }
      answers.add(answer);
    }
    if (!starting.isEmpty()) {
      started.write(connection, wish, starting, asked, worded);
    }
    return answers;
  }

  /**
   * Read after the lock, so that what is read stays true until the commit. LIMIT keeps each to
   * look-ups by keys: of ten thousand, the database would rather read all of its tables.
   */
  private Map<ContactPointId, AskedPoint> lockAndRead(
      Connection connection, AskingWish wish, List<ContactPointId> contactPoints)
      throws SQLException {
    contactIntake.lock(
        connection,
        contactPoints.stream()
            .map(id -> new MailBlocks.Target(wish.tenant(), id, wish.at()))
            .toList());
    String sql =
        """
        SELECT p.id, p.channel, p.address, p.mail_block, p.language,
               coalesce(s.status, 'UNKNOWN') AS status, l.id AS last,
               w.customer AND EXISTS (
                 SELECT FROM consent n
                 WHERE n.tenant_id = w.tenant AND n.contact_point_id = w.point
                   AND n.status IN ('REFUSED', 'REVOKED')) AS refuses,
               may_we_write('OPT_IN', p.channel, s.status, p.mail_block, p.suppressed, false, p.trial,
                 p.objected_at IS NOT NULL, w.archived, w.renewal) AS rule,
               w.renewal AND EXISTS (
                 SELECT FROM run r
                 WHERE r.tenant_id = w.tenant AND r.contact_point_id = w.point
                   AND r.purpose_id = w.purpose AND r.status = 'WAITING') AS waiting
        FROM (SELECT :tenant::uuid AS tenant, :purpose::uuid AS purpose,
                     :renewal::boolean AS renewal, :customer::boolean AS customer,
                     EXISTS (SELECT FROM purpose u
                             WHERE u.tenant_id = :tenant AND u.id = :purpose
                               AND u.archived_at IS NOT NULL) AS archived, point
              FROM unnest(:contactPoints::uuid[]) point) w
        CROSS JOIN LATERAL (
          SELECT p.*, c.language FROM contact_point p
          JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
          WHERE p.tenant_id = w.tenant AND p.id = w.point LIMIT 1) p
        LEFT JOIN LATERAL (
          SELECT s.status FROM consent s
          WHERE s.tenant_id = w.tenant AND s.contact_point_id = w.point
            AND s.purpose_id = w.purpose LIMIT 1) s ON true
        CROSS JOIN LATERAL (
          SELECT (array_agg(l.id ORDER BY l.id DESC))[1] AS id FROM consent_event l
          WHERE l.tenant_id = w.tenant AND l.contact_point_id = w.point) l
        """;
    var asked = new HashMap<ContactPointId, AskedPoint>();
    Rows.batch(connection, sql, contactPoints)
        .uuid("tenant", wish.tenant().value())
        .uuid("purpose", wish.purpose().value())
        .bool("renewal", wish.renewal())
        .bool("customer", wish.basis().basis() == AskingBasis.EXISTING_CUSTOMER)
        .uuids("contactPoints", ContactPointId::value)
        .each(
            row -> {
              AskedPoint one = asked(row);
              asked.put(one.contactPoint(), one);
            });
    return asked;
  }

  private static AskedPoint asked(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    UUID last = Rows.uuid(row, "last");
    return new AskedPoint(
        new ContactPointId(row.getObject("id", UUID.class)),
        Channel.valueOf(row.getString("channel")),
        row.getString("address"),
        block == null ? null : MailBlock.valueOf(block),
        Language.ofCode(row.getString("language")),
        ConsentStatus.valueOf(row.getString("status")),
        row.getBoolean("waiting"),
        row.getBoolean("refuses"),
        last == null ? null : new EventId(last),
        row.getString("rule"));
  }

  /** What could be agreed to, by language. */
  private Map<Language, Wording> worded(AskingWish wish) {
    return wordings.current(wish.tenant(), wish.purpose()).stream()
        .filter(wording -> wording.channel() == Channel.EMAIL)
        .collect(Collectors.toMap(Wording::language, wording -> wording));
  }

  private OptInRequestOutcome judge(
      AskingWish wish, @Nullable AskedPoint asked, Map<Language, Wording> worded) {
    if (asked == null) {
      return new OptInRequestOutcome.UnknownContactPoint();
    }
    if (!asked.rule().equals(MessageClass.OPT_IN.name())) {
      return forbidden(asked);
    }
    if (wish.renewal() && !asked.status().mayAdvertise()) {
      return new OptInRequestOutcome.ForbiddenByStatus(asked.status());
    }
    if (wish.renewal() && asked.waiting()) {
      return new OptInRequestOutcome.AlreadyAsked();
    }
    if (!asked.carries(wish.basis())) {
      return new OptInRequestOutcome.ForbiddenByRule("OBJECTED");
    }
    if (!worded.containsKey(asked.language())) {
      return new OptInRequestOutcome.NoWording();
    }
    if (!tenants.isComplete(wish.tenant())) {
      return new OptInRequestOutcome.InNobodysName();
    }
    return wish.lacks().isEmpty()
        ? new OptInRequestOutcome.Requested(new RunId(ids.next()))
        : new OptInRequestOutcome.Groundless(wish.lacks());
  }

  /** What the one rule says against it. */
  private static OptInRequestOutcome forbidden(AskedPoint asked) {
    return switch (asked.rule()) {
      case "SUPPRESSED" -> new OptInRequestOutcome.Suppressed();
      case "CHANNEL" -> new OptInRequestOutcome.NoSuchChannel();
      case "BLOCKED_HARD_BOUNCE", "BLOCKED_COMPLAINT" ->
          new OptInRequestOutcome.ForbiddenByBlock(Objects.requireNonNull(asked.block()));
      case "TRIAL", "OBJECTED", "PURPOSE_ARCHIVED" ->
          new OptInRequestOutcome.ForbiddenByRule(asked.rule());
      default -> new OptInRequestOutcome.ForbiddenByStatus(asked.status());
    };
  }

  private Runs.NewRun run(AskingWish wish, @Nullable AskedPoint asked, RunId run) {
    AskedPoint known = Objects.requireNonNull(asked);
    return new Runs.NewRun(
        wish.tenant(),
        run,
        activeProcesses.active(wish.tenant(), known.language()),
        known.contactPoint(),
        wish.purpose(),
        wish.at());
  }
}
