package org.jawort.optin.trial;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.CheckedAddress;
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
      WHERE t.tenant_id = ?
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
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, trial.id().value());
      insert.setObject(3, trial.startedBy().value());
      insert.setTimestamp(4, Timestamp.from(trial.startedAt()));
      insert.setTimestamp(5, Timestamp.from(trial.removeAt()));
      insert.setObject(6, trial.process().value());
      insert.setInt(7, trial.version());
      insert.setObject(8, trial.purpose().value());
      insert.setObject(9, trial.run().value());
      insert.setObject(10, trial.contactPoint().value());
      insert.setBytes(11, hash(tenant, mailbox));
      insert.executeUpdate();
    }
  }

  private byte[] hash(TenantId tenant, CheckedAddress mailbox) {
    return hashes.of(tenant, mailbox.channel(), mailbox.key());
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
        SELECT count(*) FILTER (WHERE mailbox = ?), count(*) FILTER (WHERE started_by = ?)
        FROM trial WHERE tenant_id = ? AND started_at > ?
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setBytes(1, hash(tenant, mailbox));
      select.setObject(2, by.value());
      select.setObject(3, tenant.value());
      select.setTimestamp(4, Timestamp.from(now.minus(time)));
      ResultSet row = select.executeQuery();
      row.next();
      return new Lately(row.getInt(1), row.getInt(2));
    }
  }

  Optional<Trial> find(Connection connection, TenantId tenant, TrialId id) throws SQLException {
    return one(connection, TRIALS + " AND t.id = ?", tenant, id);
  }

  /** The same, and nobody else ends it until the transaction does. */
  Optional<Trial> lock(Connection connection, TenantId tenant, TrialId id) throws SQLException {
    return one(connection, TRIALS + " AND t.id = ? FOR UPDATE OF t", tenant, id);
  }

  private static Optional<Trial> one(Connection connection, String sql, TenantId tenant, TrialId id)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id.value());
      return trials(select).stream().findFirst();
    }
  }

  /** The one of a contact point that is not removed. */
  Optional<Trial> of(Connection connection, TenantId tenant, ContactPointId point)
      throws SQLException {
    String sql = TRIALS + " AND t.contact_point_id = ? AND t.removed_at IS NULL";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, point.value());
      return trials(select).stream().findFirst();
    }
  }

  /** The newest first. */
  List<Trial> newest(Connection connection, TenantId tenant, int most) throws SQLException {
    String sql = TRIALS + " ORDER BY t.id DESC LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setInt(2, most);
      return trials(select);
    }
  }

  /** Those whose time is over. */
  List<Trial> due(Connection connection, TenantId tenant, Instant now) throws SQLException {
    String sql = TRIALS + " AND t.removed_at IS NULL AND t.remove_at <= ? ORDER BY t.id";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setTimestamp(2, Timestamp.from(now));
      return trials(select);
    }
  }

  private static List<Trial> trials(PreparedStatement select) throws SQLException {
    var trials = new ArrayList<Trial>();
    ResultSet row = select.executeQuery();
    while (row.next()) {
      UUID contact = Rows.uuid(row, "contact_id");
      trials.add(
          new Trial(
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
              row.getString("address")));
    }
    return trials;
  }

  /** Notes that it is removed, and which mails it had; before these are erased. */
  void removed(Connection connection, TenantId tenant, Trial trial, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE trial t SET removed_at = ?, message_ids = ARRAY(
          SELECT m.id FROM message m
          WHERE m.tenant_id = t.tenant_id AND m.contact_point_id = t.contact_point_id)
        WHERE t.tenant_id = ? AND t.id = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setObject(2, tenant.value());
      update.setObject(3, trial.id().value());
      update.executeUpdate();
    }
  }

  /** Tells whether a mail belonged to a trial that is removed. */
  boolean had(Connection connection, TenantId tenant, MessageId message) throws SQLException {
    String sql =
        "SELECT EXISTS (SELECT FROM trial WHERE tenant_id = ? AND message_ids @> ARRAY[?::uuid])";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, message.value());
      ResultSet row = select.executeQuery();
      row.next();
      return row.getBoolean(1);
    }
  }

  /** Forgets which mailbox it was after a day, and that there was a trial at all later. */
  void forget(Connection connection, TenantId tenant, Instant mailboxes, Duration rest)
      throws SQLException {
    String hash =
        "UPDATE trial SET mailbox = NULL WHERE tenant_id = ? AND started_at <= ?"
            + " AND mailbox IS NOT NULL";
    String rows =
        "DELETE FROM trial WHERE tenant_id = ? AND started_at <= ? AND removed_at IS NOT NULL";
    forget(connection, hash, tenant, mailboxes);
    forget(connection, rows, tenant, mailboxes.minus(rest));
  }

  private static void forget(Connection connection, String sql, TenantId tenant, Instant from)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setTimestamp(2, Timestamp.from(from));
      statement.executeUpdate();
    }
  }
}
