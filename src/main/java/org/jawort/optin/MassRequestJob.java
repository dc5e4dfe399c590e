package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.filter.Selections;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupOrField;
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

/**
 * Asks the members of a group as {@link OptIns#request} asks one, in the order of their ids; the
 * cursor is the last of them. Nothing but the batch at hand is in memory.
 */
@Component
class MassRequestJob implements JobKind {
  /**
   * What is needed to go on; afterwards it stands in each evidence.
   *
   * @param source where it was wished, such as GROUP
   */
  record Order(StatedBasis basis, Actor actor, String source) {}

  /** How a cursor begins that is a place in the list of those whom the group had. */
  private static final String KEPT = "@";

  private final OptInRequests requests;
  private final MassRequestRows rows;
  private final ContactGroups groups;
  private final Purposes purposes;
  private final Selections selections;
  private final JsonMapper json;

  MassRequestJob(
      OptInRequests requests,
      MassRequestRows rows,
      ContactGroups groups,
      Purposes purposes,
      Selections selections,
      JsonMapper json) {
    this.requests = requests;
    this.rows = rows;
    this.groups = groups;
    this.purposes = purposes;
    this.selections = selections;
    this.json = json;
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
    int place = place(hand);
    MassRequestRows.Members members =
        place < 0
            ? rows.members(connection, hand, request.group(), after(hand), most)
            : kept(hand, place, most);
    var outcome = new HashMap<String, Integer>();
    if (members.without() > 0) {
      outcome.put(MassRequest.NO_ADDRESS, members.without());
    }
    for (OptInRequestOutcome one : ask(connection, hand, request, members)) {
      if (one instanceof OptInRequestOutcome.Groundless) {
        // It carried when it began, and does so for all or for nobody; nobody was asked.
        return new JobBatchOutcome.CannotGoOn(JobText.of("asking.group.groundless"));
      }
      outcome.merge(nameOf(one), 1, Integer::sum);
    }
    return new JobBatchOutcome.Worked(
        place < 0 ? members.end().toString() : KEPT + (place + members.count()),
        members.count(),
        outcome,
        members.last());
  }

  private static UUID after(JobInHand hand) {
    return hand.cursor() == null ? MassRequestRows.BEGIN : UUID.fromString(hand.cursor());
  }

  /** The place in the list of those whom a group that fills itself had; -1 where there is none. */
  private int place(JobInHand hand) {
    String cursor = hand.cursor();
    if (cursor == null) {
      return selections.from(hand.tenant(), hand.job().id(), 0, 1).isEmpty() ? -1 : 0;
    }
    return cursor.startsWith(KEPT) ? Integer.parseInt(cursor.substring(KEPT.length())) : -1;
  }

  private MassRequestRows.Members kept(JobInHand hand, int place, int most) {
    List<ContactPointId> points = selections.from(hand.tenant(), hand.job().id(), place, most);
    return new MassRequestRows.Members(points, 0, MassRequestRows.BEGIN, points.size() < most);
  }

  @Override
  public void over(Connection connection, TenantId tenant, JobId job) {
    selections.forget(tenant, job);
  }

  private List<OptInRequestOutcome> ask(
      Connection connection, JobInHand hand, MassRequest request, MassRequestRows.Members members)
      throws SQLException {
    if (members.points().isEmpty()) {
      return List.of();
    }
    Order order = json.readValue(hand.parameters(), Order.class);
    return requests.takeIn(
        connection,
        hand.tenant(),
        members.points(),
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
    MassRequest request = json.readValue(job.about(), MassRequest.class);
    String purpose =
        purposes
            .find(tenant, request.purpose())
            .map(found -> found.profile().name().in(language))
            .orElse("–");
    Optional<GroupOrField> group = groups.find(tenant, request.group());
    return group.isPresent()
        ? JobText.of("asking.group.job", group.get().name(), purpose)
        : JobText.of("asking.group.job.gone", purpose);
  }

  @Override
  public JobText outcome(Job job, String what) {
    return JobText.of("asking.outcome." + what);
  }
}
