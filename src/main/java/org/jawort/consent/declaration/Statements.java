package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.ConsentChanged;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.Recording;
import org.jawort.consent.Uses;
import org.jawort.consent.declaration.ConsentSnapshots.Standing;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Database;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for what people tell staff: consents given elsewhere, refusals, withdrawals. Each call
 * takes many contact points and one statement about all of them, writes what domain.md allows, and
 * answers for each in the same order.
 */
@Component
public class Statements {
  /** Judges one contact point by where it stands. */
  private interface Rule {
    Verdict judge(Standing standing);
  }

  private final Database database;
  private final ContactIntake contactIntake;
  private final Ledger ledger;
  private final DeclaredEvidence evidence;
  private final ConsentSettings settings;
  private final RefusalEffects refusalEffects;
  private final Tenants tenants;
  private final InstantSource clock;

  Statements(
      Database database,
      ContactIntake contactIntake,
      Ledger ledger,
      DeclaredEvidence evidence,
      ConsentSettings settings,
      RefusalEffects refusalEffects,
      Tenants tenants,
      InstantSource clock) {
    this.database = database;
    this.contactIntake = contactIntake;
    this.ledger = ledger;
    this.evidence = evidence;
    this.settings = settings;
    this.refusalEffects = refusalEffects;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Records a consent given elsewhere: from UNKNOWN and LAPSED; from REFUSED where it is newer than
   * the refusal; from REVOKED likewise, and only where the tenant's setting allows it. Any "no" in
   * the history counts, an objection to all advertising among them.
   */
  public List<StatementOutcome> declare(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    return database.writeAnew(
        by.tenant(), connection -> declare(connection, by, wishes, declaration, true));
  }

  /**
   * The same inside the caller's transaction.
   *
   * @param oneByOne whether somebody looked at each; a mass change never passes over a "no"
   */
  List<StatementOutcome> declare(
      Connection connection,
      Recording by,
      List<StatementTarget> wishes,
      Declaration declaration,
      boolean oneByOne)
      throws SQLException {
    DeclaredEvidence.Checked checked = evidence.check(connection, by, declaration);
    boolean again = settings.declareAfterWithdrawal(connection, by.tenant());
    Rule rule = standing -> Verdict.ofConsent(standing, checked.declaration(), oneByOne, again);
    return act(connection, by, wishes, checked.declaration(), checked.lacks(), rule);
  }

  /** Takes a declaration back that was recorded by mistake; the note says why. */
  public List<StatementOutcome> takeBack(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    return database.writeAnew(
        by.tenant(), connection -> takeBack(connection, by, wishes, declaration));
  }

  List<StatementOutcome> takeBack(
      Connection connection, Recording by, List<StatementTarget> wishes, Declaration declaration)
      throws SQLException {
    List<DeclarationProblem> lacks = DeclarationRules.ofMistake(declaration);
    List<StatementOutcome> acted =
        act(connection, by, wishes, declaration.plain(), lacks, Verdict::ofMistake);
    refusalEffects.endRequests(by, done(wishes, acted), ConsentChanged.Why.TAKEN_BACK);
    return acted;
  }

  /**
   * Records a "no" that was heard, in whatever status (domain.md): what was given is withdrawn, any
   * other counts as refused, and a request that is under way ends. Staff cannot undo it.
   */
  public List<StatementOutcome> refuse(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    return database.writeAnew(
        by.tenant(),
        connection -> {
          List<StatementOutcome> acted =
              act(
                  connection,
                  by,
                  wishes,
                  declaration.plain(),
                  DeclarationRules.ofMoment(declaration, clock.instant()),
                  Verdict::ofNo);
          refusalEffects.endRequests(by, done(wishes, acted), ConsentChanged.Why.NO);
          return acted;
        });
  }

  /** Withdraws on request, at once (law 31, 32); the same "no", by the name it has for consents. */
  public List<StatementOutcome> withdraw(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    return refuse(by, wishes, declaration);
  }

  /** Notes that they asked to be asked again from a day on (S4-02); changes no status. */
  public List<StatementOutcome> askLater(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    List<DeclarationProblem> lacks =
        DeclarationRules.ofReminder(
            declaration, clock.instant(), tenants.find(by.tenant()).timeZone());
    return database.writeAnew(
        by.tenant(),
        connection ->
            act(
                connection,
                by,
                wishes,
                declaration.plain(),
                lacks,
                standing -> new Verdict.Record(EventType.ASK_LATER)));
  }

  /**
   * Notes a use, such as a call: its proof must be kept five years from then on (law 35). Two of
   * the same moment are one.
   */
  public List<StatementOutcome> use(
      Recording by, List<StatementTarget> wishes, Declaration declaration) {
    List<DeclarationProblem> lacks = DeclarationRules.ofMoment(declaration, clock.instant());
    List<ContactPointId> points = wishes.stream().map(StatementTarget::contactPoint).toList();
    return database.writeAnew(
        by.tenant(),
        connection -> {
          contactIntake.lock(connection, targets(by, points));
          Set<ContactPointId> recorded = Uses.recorded(connection, by, points, declaration.at());
          Rule rule =
              standing ->
                  Verdict.ofUse(standing, declaration, recorded.contains(standing.contactPoint()));
          List<StatementOutcome> acted =
              act(connection, by, wishes, declaration.plain(), lacks, rule);
          Uses.note(connection, uses(by, wishes, acted, declaration));
          return acted;
        });
  }

  private List<Uses.Use> uses(
      Recording by,
      List<StatementTarget> wishes,
      List<StatementOutcome> acted,
      Declaration declaration) {
    Instant now = clock.instant();
    Instant at = Objects.requireNonNullElse(declaration.at(), now);
    return done(wishes, acted).stream()
        .map(point -> new Uses.Use(by.tenant(), point, by.purpose(), at, now))
        .toList();
  }

  private List<MailBlocks.Target> targets(Recording by, List<ContactPointId> points) {
    Instant now = clock.instant();
    return points.stream().map(p -> new MailBlocks.Target(by.tenant(), p, now)).toList();
  }

  private List<StatementOutcome> act(
      Connection connection,
      Recording by,
      List<StatementTarget> wishes,
      Declaration declaration,
      List<DeclarationProblem> lacks,
      Rule rule)
      throws SQLException {
    if (!lacks.isEmpty()) {
      return Collections.nCopies(wishes.size(), new StatementOutcome.Incomplete(lacks));
    }
    Instant now = clock.instant();
    List<ContactPointId> points = wishes.stream().map(StatementTarget::contactPoint).toList();
    contactIntake.lock(connection, targets(by, points));
    Map<ContactPointId, Standing> standings =
        ConsentSnapshots.of(connection, by.tenant(), by.purpose(), points);
    List<Object> verdicts =
        wishes.stream()
            .map(
                statementTarget ->
                    judge(statementTarget, standings.get(statementTarget.contactPoint()), rule))
            .toList();
    Set<ContactPointId> blocked = blocked(connection, by, points, verdicts);
    var acted = new ArrayList<@Nullable StatementOutcome>();
    var events = new ArrayList<NewEvent>();
    for (int i = 0; i < points.size(); i++) {
      acted.add(verdicts.get(i) instanceof StatementOutcome answer ? answer : null);
      if (verdicts.get(i) instanceof Verdict.Record(EventType type)) {
        ContactPointId point = points.get(i);
        String address = Objects.requireNonNull(standings.get(point)).address();
        @Nullable MailBlock block = blocked.contains(point) ? MailBlock.UNSUBSCRIBED : null;
        events.add(by.event(point, type, Evidence.said(address, declaration), now, block));
      }
    }
    List<AppendOutcome> appended = events.isEmpty() ? List.of() : ledger.append(connection, events);
    return merge(acted, appended);
  }

  /** Either an answer, or what to record. */
  private static Object judge(
      StatementTarget statementTarget, @Nullable Standing standing, Rule rule) {
    if (standing == null) {
      return new StatementOutcome.Unknown();
    }
    if (!standing.isAsSeenBy(statementTarget.seen())) {
      return new StatementOutcome.Overtaken(standing.status());
    }
    Verdict verdict = rule.judge(standing);
    return verdict instanceof Verdict.No(StatementOutcome.Reason reason)
        ? new StatementOutcome.Refused(standing.status(), reason)
        : verdict;
  }

  /** Those that withdraw their last consent. */
  private static Set<ContactPointId> blocked(
      Connection connection, Recording by, List<ContactPointId> points, List<Object> verdicts)
      throws SQLException {
    List<ContactPointId> withdrawing =
        IntStream.range(0, points.size())
            .filter(i -> verdicts.get(i).equals(new Verdict.Record(EventType.REVOKED)))
            .mapToObj(points::get)
            .toList();
    return withdrawing.isEmpty()
        ? Set.of()
        : RefusalEffects.withoutOther(connection, by, withdrawing);
  }

  private static List<StatementOutcome> merge(
      List<@Nullable StatementOutcome> acted, List<AppendOutcome> appended) {
    var answers = new ArrayList<StatementOutcome>(acted.size());
    int next = 0;
    for (StatementOutcome known : acted) {
      answers.add(known != null ? known : StatementOutcome.of(appended.get(next++)));
    }
    return answers;
  }

  private static List<ContactPointId> done(
      List<StatementTarget> wishes, List<StatementOutcome> acted) {
    return IntStream.range(0, wishes.size())
        .filter(i -> acted.get(i) instanceof StatementOutcome.Done)
        .mapToObj(i -> wishes.get(i).contactPoint())
        .toList();
  }
}
