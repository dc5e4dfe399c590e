package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.filter.Selections;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobBatchOutcome;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobInHand;
import org.jawort.tenant.job.JobKind;
import org.jawort.tenant.job.JobText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the members of a group as {@link OptIns#request} asks one, in the order of their ids and as
 * fast as was ordered; the cursor is the last of them. Nothing but the batch at hand is in memory.
 */
@Component
class MassRequestJob implements JobKind {
  /**
   * What is needed to go on; afterwards it stands in each evidence.
   *
   * @param source where it was wished, such as GROUP
   * @param pace how fast, or null as it is with a sender whom nobody knows
   */
  record Order(StatedBasis basis, Actor actor, String source, @Nullable AskingPace pace) {}

  private final OptInRequests requests;
  private final AskingTurns turns;
  private final AskedLately lately;
  private final HeldMembers waiting;
  private final MassRequestTexts texts;
  private final Selections selections;
  private final JsonMapper json;
  private final InstantSource clock;

  MassRequestJob(
      OptInRequests requests,
      AskingTurns turns,
      AskedLately lately,
      HeldMembers waiting,
      MassRequestTexts texts,
      Selections selections,
      JsonMapper json,
      InstantSource clock) {
    this.requests = requests;
    this.turns = turns;
    this.lately = lately;
    this.waiting = waiting;
    this.texts = texts;
    this.selections = selections;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public String name() {
    return MassRequest.JOB;
  }

  /** A second or two, for which a sign-up of one of them has to wait. */
  @Override
  public int batch() {
    return 10_000;
  }

  @Override
  public JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException {
    MassRequest request = json.readValue(hand.job().about(), MassRequest.class);
    Order order = json.readValue(hand.parameters(), Order.class);
    AskingPace pace = Objects.requireNonNullElse(order.pace(), AskingPace.STANDARD);
    Instant now = clock.instant();
    AskingRoom room = lately.room(connection, hand.tenant(), pace, now);
    AskingTurn turn = turns.next(connection, hand, request, room, most);
    var outcome = new HashMap<String, Integer>();
    if (turn.without() > 0) {
      outcome.put(MassRequest.NO_ADDRESS, turn.without());
    }
    var asked = new HashMap<String, Integer>();
    List<OptInRequestOutcome> answers = ask(connection, hand, request, order, turn.now());
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof OptInRequestOutcome.Groundless) {
        // It carried when it began, and does so for all or for nobody; nobody was asked.
        return new JobBatchOutcome.CannotGoOn(JobText.of("asking.group.groundless"));
      }
      outcome.merge(nameOf(answers.get(i)), 1, Integer::sum);
      if (answers.get(i) instanceof OptInRequestOutcome.Requested) {
        asked.merge(turn.now().get(i).domain(), 1, Integer::sum);
      }
    }
    lately.note(connection, hand.tenant(), asked, now);
    waiting.release(connection, hand, turn.released());
    waiting.hold(connection, hand, turn.held());
    return worked(connection, hand, turn, outcome, pace);
  }

  private JobBatchOutcome worked(
      Connection connection,
      JobInHand hand,
      AskingTurn turn,
      Map<String, Integer> outcome,
      AskingPace pace)
      throws SQLException {
    boolean last = turn.all() && waiting.isEmpty(connection, hand.tenant(), hand.job().id());
    var worked = new JobBatchOutcome.Worked(turn.cursor(), turn.count(), outcome, last);
    return turn.isIdle() && !last
        ? new JobBatchOutcome.Rested(
            worked, clock.instant().plus(AskingPace.PART), rest(connection, hand, pace))
        : worked;
  }

  private JobText rest(Connection connection, JobInHand hand, AskingPace pace) throws SQLException {
    int left = hand.job().progress().total() - hand.job().progress().done();
    int longest = waiting.longest(connection, hand.tenant(), hand.job().id());
    return MassRequestTexts.rest(pace, Math.max(left, longest), longest);
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) throws SQLException {
    selections.forget(tenant, job);
    waiting.forget(connection, tenant, job);
  }

  private List<OptInRequestOutcome> ask(
      Connection connection,
      JobInHand hand,
      MassRequest request,
      Order order,
      List<HeldMembers.Waiting> some)
      throws SQLException {
    return some.isEmpty()
        ? List.of()
        : requests.takeIn(
            connection,
            hand.tenant(),
            some.stream().map(HeldMembers.Waiting::point).toList(),
            request.purpose(),
            order.basis(),
            order.actor(),
            order.source(),
            false);
  }

  private static String nameOf(OptInRequestOutcome optInRequestOutcome) {
    return switch (optInRequestOutcome) {
      case OptInRequestOutcome.Requested requested -> MassRequest.REQUESTED;
      case OptInRequestOutcome.ForbiddenByStatus(var status) -> status.name();
      case OptInRequestOutcome.ForbiddenByBlock(MailBlock block) -> "BLOCKED_" + block.name();
      case OptInRequestOutcome.Suppressed suppressed -> "SUPPRESSED";
      case OptInRequestOutcome.ForbiddenByRule(String reason) -> reason;
      case OptInRequestOutcome.InNobodysName nobody -> "PROFILE";
      case OptInRequestOutcome.MailedEnough enough -> "MAILED_ENOUGH";
      case OptInRequestOutcome.NoSuchChannel channel -> "CHANNEL";
      case OptInRequestOutcome.NoWording wording -> "NO_WORDING";
      case OptInRequestOutcome.AlreadyAsked already -> "PENDING";
      case OptInRequestOutcome.UnknownContactPoint unknown -> MassRequest.NO_ADDRESS;
      case OptInRequestOutcome.Groundless(List<AskingLack> lacks) ->
          throw new IllegalArgumentException("ends the job: " + lacks);
    };
  }

  @Override
  public JobText title(TenantId tenant, Job job, Language language) {
    return texts.title(tenant, json.readValue(job.about(), MassRequest.class), language);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("asking.outcome." + what);
  }
}
