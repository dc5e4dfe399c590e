package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.EventId;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.AlsoAsked;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.NewMessage;
import org.jawort.delivery.Outbox;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.run.MailBudget;
import org.jawort.optin.run.MailBudgets;
import org.jawort.optin.run.MailChoices;
import org.jawort.optin.run.NextStop;
import org.jawort.optin.run.RunGroup;
import org.jawort.optin.run.RunId;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Queues the mails of runs: one for each run and step; those of one submission that go on together
 * share it.
 */
@Component
class RunMails {
  private static final Logger LOG = LoggerFactory.getLogger(RunMails.class);

  /**
   * What a step sends.
   *
   * @param step its id
   */
  record Mail(String step, UUID campaign) {}

  private record Sendable(CampaignVersion campaign, MessageClass messageClass) {}

  private final MailBudgets budgets;
  private final MailChoices choices;
  private final Outbox outbox;
  private final Ids ids;

  RunMails(MailBudgets budgets, MailChoices choices, Outbox outbox, Ids ids) {
    this.budgets = budgets;
    this.choices = choices;
    this.outbox = outbox;
    this.ids = ids;
  }

  /**
   * Queues the campaign in the version that is sent now; nothing where it is not ready, and no
   * further request to a mailbox that had its share of them (ADR 0011).
   */
  void send(Connection connection, RunGroup group, Mail mail, NextStop nextStop, Instant now)
      throws SQLException {
    Optional<Sendable> sendable = sendable(connection, group.tenant(), mail.campaign());
    if (sendable.isEmpty()) {
      LOG.warn(
          "campaign {} is not ready; {} runs go on without", mail.campaign(), group.runs().size());
      return;
    }
    RunGroup others = group;
    if (sendable.get().messageClass() == MessageClass.OPT_IN) {
      for (Map.Entry<UUID, Set<RunId>> chosen : choices.take(connection, group).entrySet()) {
        Optional<Sendable> wished = sendable(connection, group.tenant(), chosen.getKey());
        if (wished.isPresent()) {
          RunGroup those = group.only(chosen.getValue());
          send(connection, those, mail.step(), wished.get(), nextStop, now);
          others = others.without(chosen.getValue());
        }
      }
    }
    if (!others.runs().isEmpty()) {
      send(connection, others, mail.step(), sendable.get(), nextStop, now);
    }
  }

  private void send(
      Connection connection,
      RunGroup group,
      String step,
      Sendable sendable,
      NextStop nextStop,
      Instant now)
      throws SQLException {
    Map<RunId, EventId> asked = asked(connection, group);
    Instant until = nextStop.dueAt() == null ? now : nextStop.dueAt();
    boolean asks = sendable.messageClass() == MessageClass.OPT_IN;
    List<RunGroup.Member> runs =
        asks && !group.trial()
            ? withinBudget(connection, group.leading(), now)
            : group.leading().runs();
    List<NewMessage> messages =
        runs.stream()
            .map(
                run ->
                    NewMessage.to(group.tenant(), run.contactPoint(), new MessageId(ids.next()))
                        .about(sendable.messageClass(), run.purpose(), sendable.campaign(), now)
                        .askedBy(asked.get(run.run()))
                        .ofRun(run.run().value())
                        .askingAlso(asks ? also(group.beside(run), asked) : List.of())
                        .onceAt(step)
                        .answeredUntil(asks ? ActiveProcess.unusual(now, until) : null))
            .toList();
    outbox.queueOnce(connection, messages);
  }

  private static List<AlsoAsked> also(List<RunGroup.Member> beside, Map<RunId, EventId> asked) {
    return beside.stream()
        .filter(run -> asked.containsKey(run.run()))
        .map(
            run ->
                new AlsoAsked(
                    run.purpose(), Objects.requireNonNull(asked.get(run.run())), run.run().value()))
        .toList();
  }

  private List<RunGroup.Member> withinBudget(Connection connection, RunGroup group, Instant now)
      throws SQLException {
    MailBudget budget = budgets.ofKnown(connection, group.tenant(), group.points(), now);
    return group.runs().stream()
        .filter(run -> budget.take(group.tenant(), run.contactPoint()))
        .toList();
  }

  private static Optional<Sendable> sendable(Connection connection, TenantId tenant, UUID campaign)
      throws SQLException {
    String sql =
        """
        SELECT version, message_class FROM campaign
        WHERE tenant_id = :tenant AND id = :campaign AND status = 'READY'
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("campaign", campaign)
        .first(
            row ->
                new Sendable(
                    new CampaignVersion(campaign, row.getInt(1)),
                    MessageClass.valueOf(row.getString(2))));
  }

  /** The latest event that asked for the consent; its evidence says what the mail is about. */
  private static Map<RunId, EventId> asked(Connection connection, RunGroup group)
      throws SQLException {
    String sql =
        """
        SELECT u.run, e.id
        FROM unnest(:run::uuid[], :point::uuid[], :purpose::uuid[]) u (run, point, purpose)
        CROSS JOIN LATERAL (
          SELECT e.id FROM consent_event e
          WHERE e.tenant_id = :tenant AND e.contact_point_id = u.point AND e.purpose_id = u.purpose
            AND e.type IN ('SIGNED_UP', 'REQUESTED')
          ORDER BY e.id DESC LIMIT 1) e
        """;
    var asked = new HashMap<RunId, EventId>();
    group
        .bind(connection, sql)
        .each(
            row ->
                asked.put(
                    new RunId(row.getObject(1, UUID.class)),
                    new EventId(row.getObject(2, UUID.class))));
    return asked;
  }
}
