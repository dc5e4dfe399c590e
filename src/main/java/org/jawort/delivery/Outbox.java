package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.EventId;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
        FROM unnest(:tenant::uuid[], :id::uuid[], :contactPoint::uuid[], :messageClass::text[],
                    :purpose::uuid[], :campaign::uuid[], :campaignVersion::int[], :event::uuid[],
                    :run::uuid[], :at::timestamptz[], :step::text[], :answerUntil::timestamptz[])
          AS n (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                campaign_version, event_id, run_id, at, step, answer_until)
        """
            + conflict;
    Rows.batch(connection, sql, messages)
        .uuids("tenant", m -> m.tenant().value())
        .uuids("id", m -> m.id().value())
        .uuids("contactPoint", m -> m.contactPoint().value())
        .texts("messageClass", m -> m.messageClass().name())
        .uuids("purpose", m -> m.purpose().value())
        .uuids("campaign", m -> m.campaign().campaign())
        .integers("campaignVersion", m -> m.campaign().version())
        .uuids("event", Outbox::event)
        .uuids("run", NewMessage::run)
        .instants("at", NewMessage::at)
        .texts("step", NewMessage::step)
        .instants("answerUntil", NewMessage::answerUntil)
        .update();
    insertAlso(connection, messages);
    bell.ringAfterCommit();
  }

  private record Beside(NewMessage message, AlsoAsked also) {}

  /** Of those messages that were queued. */
  private static void insertAlso(Connection connection, List<NewMessage> messages)
      throws SQLException {
    List<Beside> besides =
        messages.stream()
            .flatMap(message -> message.also().stream().map(also -> new Beside(message, also)))
            .toList();
    if (besides.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO message_also (tenant_id, message_id, purpose_id, event_id, run_id)
        SELECT a.* FROM unnest(:tenant::uuid[], :message::uuid[], :purpose::uuid[], :event::uuid[],
                               :run::uuid[])
          AS a (tenant_id, message_id, purpose_id, event_id, run_id)
        JOIN message m ON m.tenant_id = a.tenant_id AND m.id = a.message_id
        """;
    Rows.batch(connection, sql, besides)
        .uuids("tenant", one -> one.message().tenant().value())
        .uuids("message", one -> one.message().id().value())
        .uuids("purpose", one -> one.also().purpose().value())
        .uuids("event", one -> one.also().event().value())
        .uuids("run", one -> one.also().run())
        .update();
  }

  private static @Nullable UUID event(NewMessage message) {
    EventId event = message.event();
    return event == null ? null : event.value();
  }
}
