package org.jawort.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.EventId;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door for messages on their way. */
@Component
public class Outbox {
  private final SenderBell bell;

  Outbox(SenderBell bell) {
    this.bell = bell;
  }

  /**
   * Queues messages inside the caller's transaction, of one or several tenants that it named; the
   * sender is woken by its commit, so that they go out at once.
   *
   * @param connection of the caller's transaction
   */
  public void queue(Connection connection, List<NewMessage> messages) throws SQLException {
    insert(connection, messages, "");
  }

  /**
   * The same for messages that a step of a run sends: what it has queued before is left as it is.
   */
  public void queueOnce(Connection connection, List<NewMessage> messages) throws SQLException {
    insert(
        connection,
        messages,
        "ON CONFLICT (run_id, step, tenant_id) WHERE step IS NOT NULL DO NOTHING");
  }

  private void insert(Connection connection, List<NewMessage> messages, String conflict)
      throws SQLException {
    if (messages.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                             campaign_version, event_id, run_id, status, created_at, due_at,
                             step, answer_until)
        SELECT tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
               campaign_version, event_id, run_id, 'QUEUED', at, at, step, answer_until
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::int[],
                    ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::timestamptz[])
          AS n (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                campaign_version, event_id, run_id, at, step, answer_until)
        """
            + conflict;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setArray(1, Rows.uuids(connection, messages, m -> m.tenant().value()));
      insert.setArray(2, Rows.uuids(connection, messages, m -> m.id().value()));
      insert.setArray(3, Rows.uuids(connection, messages, m -> m.contactPoint().value()));
      insert.setArray(4, Rows.texts(connection, messages, m -> m.messageClass().name()));
      insert.setArray(5, Rows.uuids(connection, messages, m -> m.purpose().value()));
      insert.setArray(6, Rows.uuids(connection, messages, m -> m.campaign().campaign()));
      insert.setArray(7, Rows.ints(connection, messages, m -> m.campaign().version()));
      insert.setArray(8, Rows.uuids(connection, messages, Outbox::event));
      insert.setArray(9, Rows.uuids(connection, messages, NewMessage::run));
      insert.setArray(10, Rows.instants(connection, messages, NewMessage::at));
      insert.setArray(11, Rows.texts(connection, messages, NewMessage::step));
      insert.setArray(12, Rows.instants(connection, messages, NewMessage::answerUntil));
      insert.executeUpdate();
    }
    wakeSenderAfterCommit();
  }

  private static @Nullable UUID event(NewMessage message) {
    EventId event = message.event();
    return event == null ? null : event.value();
  }

  private void wakeSenderAfterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            bell.ring();
          }
        });
  }
}
