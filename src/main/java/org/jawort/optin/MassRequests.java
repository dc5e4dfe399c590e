package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.Conditions;
import org.jawort.consent.filter.Selections;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wording;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.process.ActiveProcesses;
import org.jawort.optin.run.MailBudget;
import org.jawort.optin.run.MailBudgets;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobStartOutcome;
import org.jawort.tenant.job.Jobs;
import org.jawort.tenant.job.NewJob;
import org.springframework.stereotype.Component;

/**
 * The door for asking a whole group (S1-16): what would come of it, and the start of the job that
 * does it ({@link MassRequestJob}).
 */
@Component
public class MassRequests {
  /** What became of the wish to ask a group. */
  public sealed interface MassRequestOutcome {
    /** It began. */
    record Started(JobId job) implements MassRequestOutcome {}

    /** Nobody may be asked on that basis (B-05); nothing began. */
    record Groundless(List<AskingLack> lacks) implements MassRequestOutcome {
      /** Copies the list. */
      public Groundless {
        lacks = List.copyOf(lacks);
      }
    }

    /** The tenant has no such group. */
    record UnknownGroup() implements MassRequestOutcome {}

    /** The tenant has no such purpose, or nobody is asked for it any more. */
    record ClosedPurpose() implements MassRequestOutcome {}

    /** There are no words in any language that anybody could agree to. */
    record NoWording() implements MassRequestOutcome {}

    /** The group is being asked for that purpose already. */
    record AlreadyAsking(JobId job) implements MassRequestOutcome {}
  }

  /** So many mailboxes are sooner looked at one by one than all that had mails. */
  private static final int FEW = 10_000;

  private final Database database;
  private final MassRequestRows rows;
  private final ContactGroups groups;
  private final Purposes purposes;
  private final Wordings wordings;
  private final Jobs jobs;
  private final MailBudgets budgets;
  private final ActiveProcesses processes;
  private final Conditions conditions;
  private final Selections selections;
  private final Tenants tenants;
  private final InstantSource clock;

  MassRequests(
      Database database,
      MassRequestRows rows,
      ContactGroups groups,
      Purposes purposes,
      Wordings wordings,
      Jobs jobs,
      MailBudgets budgets,
      ActiveProcesses processes,
      Conditions conditions,
      Selections selections,
      Tenants tenants,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.groups = groups;
    this.purposes = purposes;
    this.wordings = wordings;
    this.jobs = jobs;
    this.budgets = budgets;
    this.processes = processes;
    this.conditions = conditions;
    this.selections = selections;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** What would come of it at this moment, counted as the job counts ({@link MassRequest}). */
  public AskingPreview preview(TenantId tenant, MassRequest request) {
    return database.read(
        tenant,
        connection -> {
          MassRequestRows.Asked asked = asked(tenant, request, clock.instant());
          Set<Language> worded = worded(tenant, request.purpose());
          List<MassRequestRows.Counted> all =
              rows.preview(asked, request.purpose().value(), worded);
          Map<String, Integer> counts =
              all.stream().collect(Collectors.toMap(one -> one.what(), one -> one.many()));
          int open = counts.getOrDefault(MassRequest.REQUESTED, 0);
          Map<String, Integer> against =
              tenants.isComplete(tenant)
                  ? momentary(connection, tenant, request, asked, open)
                  : Map.of("PROFILE", open);
          against.forEach(
              (reason, many) -> {
                counts.merge(MassRequest.REQUESTED, -many, Integer::sum);
                counts.merge(reason, many, Integer::sum);
              });
          counts.values().removeIf(many -> many == 0);
          return all.stream()
              .filter(one -> one.what().equals(MassRequest.REQUESTED))
              .findFirst()
              .map(one -> new AskingPreview(counts, one.domain(), one.most()))
              .orElseGet(() -> new AskingPreview(counts, "", 0));
        });
  }

  /**
   * How many have had enough mails for now, whom the rule lets be asked: each who is asked takes
   * one of those that may go to the mailbox, so that of two who share it perhaps one alone is
   * asked.
   *
   * @param open how many the rule lets be asked
   */
  private Map<String, Integer> momentary(
      Connection connection,
      TenantId tenant,
      MassRequest request,
      MassRequestRows.Asked asked,
      int open)
      throws SQLException {
    if (open == 0) {
      return Map.of();
    }
    Instant now = clock.instant();
    Set<Language> worded = worded(tenant, request.purpose());
    List<MassRequestRows.Shared> shared =
        rows.shared(asked, request.purpose(), worded, now, open <= FEW);
    MailBudget budget =
        budgets.ofKnown(
            connection, tenant, shared.stream().map(MassRequestRows.Shared::point).toList(), now);
    int enough = 0;
    for (MassRequestRows.Shared one : shared) {
      if (processes.active(tenant, one.language()).atOnce() && !budget.take(tenant, one.point())) {
        enough++;
      }
    }
    return Map.of("MAILED_ENOUGH", enough);
  }

  private MassRequestRows.Asked asked(TenantId tenant, MassRequest request, Instant at) {
    return groups.definition(tenant, request.group()).isPresent()
        ? MassRequestRows.found(conditions.sql(tenant, Condition.inGroup(Set.of(request.group()))))
        : MassRequestRows.listed(tenant, request.group(), at);
  }

  private Set<Language> worded(TenantId tenant, PurposeId purpose) {
    return wordings.current(tenant, purpose).stream()
        .filter(wording -> wording.channel() == Channel.EMAIL)
        .map(Wording::language)
        .collect(Collectors.toSet());
  }

  /** The job that asks the group for that purpose at this moment; empty where none does. */
  public Optional<JobId> asking(TenantId tenant, MassRequest request) {
    return jobs.open(tenant, MassRequest.JOB, request.once());
  }

  /**
   * Begins to ask all who are in a group at this moment, of one that fills itself those who meet
   * its definition at this moment; who comes into it later is not asked, and who left it before
   * their turn is not either.
   *
   * @param basis on which they may be asked at all, the same for the whole group
   * @param actor who wishes it: staff, an import or another system
   * @param source where, such as GROUP
   * @param pace how fast
   */
  public MassRequestOutcome start(
      TenantId tenant,
      MassRequest request,
      StatedBasis basis,
      Actor actor,
      String source,
      AskingPace pace) {
    Instant now = clock.instant();
    List<AskingLack> lacks = basis.lacks(now);
    if (!lacks.isEmpty()) {
      return new MassRequestOutcome.Groundless(lacks);
    }
    var order = new MassRequestJob.Order(basis, actor, source, pace);
    return database.write(
        tenant,
        connection -> {
          if (groups.find(tenant, request.group()).isEmpty()) {
            return new MassRequestOutcome.UnknownGroup();
          }
          if (purposes.find(tenant, request.purpose()).filter(Purpose::open).isEmpty()) {
            return new MassRequestOutcome.ClosedPurpose();
          }
          return worded(tenant, request.purpose()).isEmpty()
              ? new MassRequestOutcome.NoWording()
              : start(tenant, request, order, now);
        });
  }

  private MassRequestOutcome start(
      TenantId tenant, MassRequest request, MassRequestJob.Order order, Instant now) {
    Actor actor = order.actor();
    var wanted =
        new NewJob(
            MassRequest.JOB,
            actor.kind() == Actor.Kind.STAFF ? actor.id() : null,
            rows.count(asked(tenant, request, now)),
            Map.of(),
            request,
            order,
            request.once());
    return switch (jobs.start(tenant, wanted)) {
      case JobStartOutcome.Started(JobId job) -> {
        if (groups.definition(tenant, request.group()).isPresent()) {
          selections.keep(tenant, job, Condition.inGroup(Set.of(request.group())));
        }
        yield new MassRequestOutcome.Started(job);
      }
      case JobStartOutcome.AlreadyOpen(JobId job) -> new MassRequestOutcome.AlreadyAsking(job);
    };
  }
}
