package org.jawort.optin.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.MailboxKey;
import org.jawort.delivery.MessageId;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.run.RunId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.stereotype.Component;

/** The rows of trials. */
@Component
class TrialRows {
  private static final String TRIALS =
      """
      SELECT t.id, t.started_by, t.started_at, t.remove_at, t.process_id, t.process_version,
             t.purpose_id, t.run_id, t.contact_point_id, t.removed_at, p.contact_id, p.address
      FROM trial t
      LEFT JOIN contact_point p ON p.tenant_id = t.tenant_id AND p.id = t.contact_point_id
        AND p.trial
      WHERE t.tenant_id = :tenant
      """;

  private final AddressHashes hashes;

  TrialRows(AddressHashes hashes) {
    this.hashes = hashes;
  }

  void insert(Connection connection, TenantId tenant, Trial trial, CheckedAddress mailbox)
      throws SQLException {
    String sql =
        """
        INSERT INTO trial (tenant_id, id, started_by, started_at, remove_at, process_id,
                           process_version, purpose_id, run_id, contact_point_id, mailbox)
        VALUES (:tenant, :id, :startedBy, :startedAt, :removeAt, :process, :processVersion,
                :purpose, :run, :contactPoint, :mailbox)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", trial.id().value())
        .uuid("startedBy", trial.startedBy().value())
        .instant("startedAt", trial.startedAt())
        .instant("removeAt", trial.removeAt())
        .uuid("process", trial.process().value())
        .integer("processVersion", trial.version())
        .uuid("purpose", trial.purpose().value())
        .uuid("run", trial.run().value())
        .uuid("contactPoint", trial.contactPoint().value())
        .bytea("mailbox", hash(tenant, mailbox))
        .update();
  }

  private byte[] hash(TenantId tenant, CheckedAddress mailbox) {
    return hashes.of(tenant, mailbox.channel(), MailboxKey.of(mailbox.key()));
  }

  /** How many trials began lately: for the mailbox, and by the member of staff. */
  record Lately(int mailbox, int user) {}

  Lately within(
      Connection connection,
      TenantId tenant,
      CheckedAddress mailbox,
      UserId by,
      Instant now,
      Duration time)
      throws SQLException {
    String sql =
        """
        SELECT count(*) FILTER (WHERE mailbox = :mailbox),
               count(*) FILTER (WHERE started_by = :startedBy)
        FROM trial WHERE tenant_id = :tenant AND started_at > :since
        """;
    return Rows.sql(connection, sql)
        .bytea("mailbox", hash(tenant, mailbox))
        .uuid("startedBy", by.value())
        .uuid("tenant", tenant.value())
        .instant("since", now.minus(time))
        .only(row -> new Lately(row.getInt(1), row.getInt(2)));
  }

  Optional<Trial> find(Connection connection, TenantId tenant, TrialId id) throws SQLException {
    return one(connection, TRIALS + " AND t.id = :trial", tenant, id);
  }

  /** The same, and nobody else ends it until the transaction does. */
  Optional<Trial> lock(Connection connection, TenantId tenant, TrialId id) throws SQLException {
    return one(connection, TRIALS + " AND t.id = :trial FOR UPDATE OF t", tenant, id);
  }

  private static Optional<Trial> one(Connection connection, String sql, TenantId tenant, TrialId id)
      throws SQLException {
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("trial", id.value())
        .first(TrialRows::trial);
  }

  /** The one of a contact point that is not removed. */
  Optional<Trial> of(Connection connection, TenantId tenant, ContactPointId point)
      throws SQLException {
    String sql = TRIALS + " AND t.contact_point_id = :point AND t.removed_at IS NULL";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("point", point.value())
        .first(TrialRows::trial);
  }

  /** The newest first. */
  List<Trial> newest(Connection connection, TenantId tenant, int most) throws SQLException {
    String sql = TRIALS + " ORDER BY t.id DESC LIMIT :most";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("most", most)
        .list(TrialRows::trial);
  }

  /** Those whose time is over. */
  List<Trial> due(Connection connection, TenantId tenant, Instant now) throws SQLException {
    String sql = TRIALS + " AND t.removed_at IS NULL AND t.remove_at <= :now ORDER BY t.id";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .list(TrialRows::trial);
  }

  private static Trial trial(ResultSet row) throws SQLException {
    UUID contact = Rows.uuid(row, "contact_id");
    return new Trial(
        new TrialId(row.getObject("id", UUID.class)),
        new UserId(row.getObject("started_by", UUID.class)),
        Objects.requireNonNull(Rows.instant(row, "started_at")),
        Objects.requireNonNull(Rows.instant(row, "remove_at")),
        new ProcessId(row.getObject("process_id", UUID.class)),
        row.getInt("process_version"),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        new RunId(row.getObject("run_id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        Rows.instant(row, "removed_at"),
        contact == null ? null : new ContactId(contact),
        row.getString("address"));
  }

  /** Notes that it is removed, and which mails it had; before these are erased. */
  void removed(Connection connection, TenantId tenant, Trial trial, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE trial t SET removed_at = :removedAt, message_ids = ARRAY(
          SELECT m.id FROM message m
          WHERE m.tenant_id = t.tenant_id AND m.contact_point_id = t.contact_point_id)
        WHERE t.tenant_id = :tenant AND t.id = :trial
        """;
    Rows.sql(connection, sql)
        .instant("removedAt", now)
        .uuid("tenant", tenant.value())
        .uuid("trial", trial.id().value())
        .update();
  }

  /** Tells whether a mail belonged to a trial that is removed. */
  boolean had(Connection connection, TenantId tenant, MessageId message) throws SQLException {
    String sql =
        """
        SELECT EXISTS (SELECT FROM trial
                       WHERE tenant_id = :tenant AND message_ids @> ARRAY[:message::uuid])
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("message", message.value())
        .only(row -> row.getBoolean(1));
  }

  /** Forgets which mailbox it was after a day, and that there was a trial at all later. */
  void forget(Connection connection, TenantId tenant, Instant mailboxes, Duration rest)
      throws SQLException {
    String hash =
        "UPDATE trial SET mailbox = NULL WHERE tenant_id = :tenant AND started_at <= :from"
            + " AND mailbox IS NOT NULL";
    String rows =
        """
        DELETE FROM trial
        WHERE tenant_id = :tenant AND started_at <= :from AND removed_at IS NOT NULL
        """;
    forget(connection, hash, tenant, mailboxes);
    forget(connection, rows, tenant, mailboxes.minus(rest));
  }

  private static void forget(Connection connection, String sql, TenantId tenant, Instant from)
      throws SQLException {
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).instant("from", from).update();
  }
}
