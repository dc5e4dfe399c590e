package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.MailReceipt;
import org.jawort.consent.Uses;
import org.jawort.consent.permission.MessageClass;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Database;
import org.jawort.platform.GroupCommit;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Records what mail servers answer: those of one moment in one transaction. */
@Component
class AttemptLog implements AutoCloseable {
  private static final int MOST = 500;

  private final Database database;
  private final MailBlockChanges mailBlockChanges;
  private final ApplicationEventPublisher events;
  private final GroupCommit<SendAttempt, Boolean> commit;

  AttemptLog(
      Database database, MailBlockChanges mailBlockChanges, ApplicationEventPublisher events) {
    this.database = database;
    this.mailBlockChanges = mailBlockChanges;
    this.events = events;
    this.commit = new GroupCommit<>("mail-answers", MOST, a -> a.message().id(), this::write);
  }

  /**
   * Records an answer and returns when that is durable.
   *
   * @return false where the message is no longer waiting for one: erased, or answered elsewhere
   */
  boolean record(SendAttempt sendAttempt) {
    return commit.write(sendAttempt);
  }

  private List<Boolean> write(List<SendAttempt> all) {
    Set<TenantId> tenants = new HashSet<>();
    all.forEach(sendAttempt -> tenants.add(sendAttempt.message().tenant()));
    return database.writeAnew(
        tenants,
        connection -> {
          Set<UUID> waited = update(connection, all, tenants);
          List<SendAttempt> recorded =
              all.stream().filter(a -> waited.contains(a.message().id().value())).toList();
          block(connection, recorded);
          use(connection, recorded);
          tell(recorded);
          return all.stream().map(recorded::contains).toList();
        });
  }

  private static Set<UUID> update(
      Connection connection, List<SendAttempt> all, Set<TenantId> tenants) throws SQLException {
    String sql =
        """
        WITH answered AS (
          UPDATE message m
          SET status = a.status, answer = a.answer, answered_at = a.at, due_at = a.due_at,
              set_aside_at = CASE WHEN a.aside THEN a.at END
          FROM unnest(:tenant::uuid[], :id::uuid[], :status::text[], :answer::text[],
                      :at::timestamptz[], :dueAt::timestamptz[], :aside::boolean[], :raw::bytea[])
            AS a (tenant_id, id, status, answer, at, due_at, aside, raw)
          WHERE m.tenant_id = a.tenant_id AND m.id = a.id AND m.tenant_id = ANY (:tenants::uuid[])
            AND m.status = 'QUEUED'
          RETURNING m.tenant_id, m.id, a.raw
        ), kept AS (
          INSERT INTO message_content (tenant_id, message_id, raw)
          SELECT tenant_id, id, raw FROM answered WHERE raw IS NOT NULL
        )
        SELECT id FROM answered
        """;
    var ids = new HashSet<UUID>();
    Rows.batch(connection, sql, all)
        .uuids("tenant", a -> a.message().tenant().value())
        .uuids("id", a -> a.message().id().value())
        .texts("status", a -> a.status().name())
        .texts("answer", SendAttempt::answer)
        .instants("at", SendAttempt::at)
        .instants("dueAt", SendAttempt::dueAt)
        .bools("aside", SendAttempt::aside)
        .byteas("raw", SendAttempt::raw)
        .uuids("tenants", tenants, TenantId::value)
        .each(rows -> ids.add(rows.getObject(1, UUID.class)));
    return ids;
  }

  private void block(Connection connection, List<SendAttempt> recorded) throws SQLException {
    List<MailBlockChanges.Report> dead =
        recorded.stream().filter(SendAttempt::blocks).map(AttemptLog::hardBounce).toList();
    if (!dead.isEmpty()) {
      mailBlockChanges.report(connection, dead);
    }
  }

  private static MailBlockChanges.Report hardBounce(SendAttempt sendAttempt) {
    Outgoing message = sendAttempt.message();
    return new MailBlockChanges.Report(
        message.tenant(),
        message.contactPoint(),
        MailBlock.HARD_BOUNCE,
        "BOUNCE",
        message.campaign(),
        message.id().value(),
        sendAttempt.at());
  }

  /** An advertisement that went out is a use of the consent that it rests on (law 24). */
  private void use(Connection connection, List<SendAttempt> recorded) throws SQLException {
    List<Uses.Use> uses =
        recorded.stream()
            .filter(a -> a.status() == MessageStatus.ACCEPTED)
            .filter(a -> a.message().messageClass() == MessageClass.ADVERTISING)
            .map(
                a ->
                    new Uses.Use(
                        a.message().tenant(),
                        a.message().contactPoint(),
                        a.message().purpose(),
                        a.at()))
            .toList();
    if (!uses.isEmpty()) {
      Uses.note(connection, uses);
    }
  }

  private void tell(List<SendAttempt> recorded) {
    var accepted =
        recorded.stream()
            .filter(a -> a.status() == MessageStatus.ACCEPTED)
            .map(AttemptLog::accepted)
            .toList();
    if (!accepted.isEmpty()) {
      events.publishEvent(new MessagesAccepted(accepted));
    }
    var refused =
        recorded.stream()
            .filter(a -> a.status() == MessageStatus.REFUSED)
            .map(AttemptLog::refused)
            .toList();
    if (!refused.isEmpty()) {
      events.publishEvent(new MessagesRefused(refused));
    }
  }

  private static MessagesAccepted.Accepted accepted(SendAttempt sendAttempt) {
    Outgoing message = sendAttempt.message();
    return new MessagesAccepted.Accepted(
        message.tenant(),
        message.id(),
        message.contactPoint(),
        message.messageClass(),
        message.purpose(),
        message.campaign(),
        message.run(),
        sendAttempt.at(),
        receipt(sendAttempt),
        message.also());
  }

  private static MailReceipt receipt(SendAttempt accepted) {
    byte[] raw = Objects.requireNonNull(accepted.raw(), "what was accepted was sent");
    return new MailReceipt(
        Sha256.hex(raw),
        raw.length,
        accepted.answer(),
        accepted.message().createdAt(),
        accepted.message().attempts());
  }

  private static MessagesRefused.Refused refused(SendAttempt sendAttempt) {
    Outgoing message = sendAttempt.message();
    return new MessagesRefused.Refused(
        message.tenant(),
        message.id(),
        message.contactPoint(),
        message.messageClass(),
        message.purpose(),
        message.campaign(),
        message.run(),
        sendAttempt.at(),
        sendAttempt.answer(),
        sendAttempt.blocks());
  }

  /** Writes what is queued, then stops. */
  @Override
  public void close() {
    commit.close();
  }
}
