package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.MailboxKey;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Reads what is left of the budgets of mailboxes, over all contact points that lead there. Counted
 * is what went out and what still may; what our side or the mailbox's server refused, what was
 * withheld or given up did not come. Mails of trials have a limit of their own.
 */
@Component
public class MailBudgets {
  /**
   * A contact point that may get a mail.
   *
   * @param addressKey of its address
   * @param alone whether it had none yet, nor any other of its mailbox
   */
  public record Reached(TenantId tenant, ContactPointId point, String addressKey, boolean alone) {}

  /** The budgets of those who may get a mail; only for those who are not alone is anything read. */
  public MailBudget of(Connection connection, List<Reached> all, Instant now) throws SQLException {
    var budget = new MailBudget(now);
    for (Reached one : all) {
      budget.leads(
          new MailBudget.Point(one.tenant(), one.point()), MailboxKey.of(one.addressKey()));
    }
    List<MailBudget.Mailbox> mailboxes =
        all.stream()
            .filter(one -> !one.alone())
            .map(one -> new MailBudget.Mailbox(one.tenant(), MailboxKey.of(one.addressKey())))
            .distinct()
            .toList();
    if (!mailboxes.isEmpty()) {
      read(connection, mailboxes, budget, now);
    }
    return budget;
  }

  /** The same of contact points of one tenant that are there. */
  public MailBudget ofKnown(
      Connection connection, TenantId tenant, List<ContactPointId> points, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT p.id, p.address_key FROM unnest(:point::uuid[]) u (id)
        CROSS JOIN LATERAL (
          SELECT p.id, p.address_key FROM contact_point p
          WHERE p.tenant_id = :tenant AND p.id = u.id AND p.channel = 'EMAIL' LIMIT 1) p
        """;
    List<Reached> reached =
        Rows.batch(connection, sql, points)
            .uuids("point", ContactPointId::value)
            .uuid("tenant", tenant.value())
            .list(
                row ->
                    new Reached(
                        tenant,
                        new ContactPointId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        false));
    return of(connection, reached, now);
  }

  // As many mails as make a day full are enough to know. What still waits may go at any moment.
  private static final String MAILS =
      """
      SELECT w.place, m.at
      FROM unnest(:tenant::uuid[], :mailbox::text[])
           WITH ORDINALITY AS w (tenant_id, mailbox, place)
      CROSS JOIN LATERAL (
        SELECT CASE m.status WHEN 'QUEUED' THEN :now::timestamptz ELSE m.answered_at END AS at
        FROM (SELECT p.id FROM contact_point p
              WHERE p.tenant_id = w.tenant_id AND p.channel = 'EMAIL'
                AND p.address_key = w.mailbox AND NOT p.trial
              UNION ALL
              SELECT p.id FROM contact_point p
              WHERE p.tenant_id = w.tenant_id AND p.mailbox = w.mailbox AND NOT p.trial) p
        JOIN message m ON m.tenant_id = w.tenant_id AND m.contact_point_id = p.id
        WHERE m.message_class = 'OPT_IN'
          AND (m.status = 'QUEUED'
            OR m.status = 'ACCEPTED' AND m.answered_at > :now::timestamptz - interval '1 day')
        ORDER BY 1 DESC LIMIT :most) m
      """;

  private static final String COMPLAINTS =
      """
      SELECT w.place
      FROM unnest(:tenant::uuid[], :mailbox::text[])
           WITH ORDINALITY AS w (tenant_id, mailbox, place)
      CROSS JOIN LATERAL (
        SELECT FROM (SELECT p.mail_block FROM contact_point p
                     WHERE p.tenant_id = w.tenant_id AND p.channel = 'EMAIL'
                       AND p.address_key = w.mailbox
                     UNION ALL
                     SELECT p.mail_block FROM contact_point p
                     WHERE p.tenant_id = w.tenant_id AND p.mailbox = w.mailbox) p
        WHERE p.mail_block = 'COMPLAINT' LIMIT 1) c
      """;

  private static void read(
      Connection connection, List<MailBudget.Mailbox> mailboxes, MailBudget budget, Instant now)
      throws SQLException {
    Rows.batch(connection, MAILS, mailboxes)
        .uuids("tenant", mailbox -> mailbox.tenant().value())
        .texts("mailbox", MailBudget.Mailbox::key)
        .instant("now", now)
        .integer("most", 1 + MailBudget.MORE_A_DAY)
        .each(
            row ->
                budget.sent(
                    mailboxes.get(row.getInt("place") - 1),
                    Objects.requireNonNull(Rows.instant(row, "at"))));
    Rows.batch(connection, COMPLAINTS, mailboxes)
        .uuids("tenant", mailbox -> mailbox.tenant().value())
        .texts("mailbox", MailBudget.Mailbox::key)
        .each(row -> budget.complained(mailboxes.get(row.getInt("place") - 1)));
  }
}
