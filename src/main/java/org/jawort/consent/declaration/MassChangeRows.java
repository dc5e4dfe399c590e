package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of mass_change and mass_change_member. */
@Component
class MassChangeRows {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final JsonMapper json;
  private final InstantSource clock;

  MassChangeRows(JsonMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  /** One that this transaction alone works on. */
  record Claim(
      UUID id,
      MassChange.Kind kind,
      PurposeId purpose,
      UUID startedBy,
      Declaration declaration,
      int total,
      int done,
      Map<String, Integer> outcome) {}

  void insert(
      Connection connection,
      Recording by,
      UUID id,
      MassChange.Kind kind,
      Declaration declaration,
      int total,
      Map<String, Integer> outcome)
      throws SQLException {
    String sql =
        """
        INSERT INTO mass_change (tenant_id, id, kind, purpose_id, started_by, declaration, file_id,
                                 total, outcome, started_at, worked_at, finished_at)
        VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?)
        """;
    Timestamp now = Timestamp.from(clock.instant());
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, by.tenant().value());
      insert.setObject(2, id);
      insert.setString(3, kind.name());
      insert.setObject(4, by.purpose().value());
      insert.setObject(5, by.actor().id());
      insert.setString(6, json.writeValueAsString(declaration));
      insert.setObject(7, declaration.file() == null ? null : declaration.file().id());
      insert.setInt(8, total);
      insert.setString(9, json.writeValueAsString(outcome));
      insert.setTimestamp(10, now);
      insert.setTimestamp(11, now);
      insert.setTimestamp(12, total == 0 ? now : null);
      insert.executeUpdate();
    }
  }

  void insertMembers(Connection connection, TenantId tenant, UUID id, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        INSERT INTO mass_change_member (tenant_id, change_id, place, contact_point_id)
        SELECT ?, ?, place, point FROM unnest(?::int[], ?::uuid[]) m (place, point)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, id);
      insert.setArray(
          3,
          Rows.ints(
              connection, IntStream.range(0, points.size()).boxed().toList(), place -> place));
      insert.setArray(4, Rows.uuids(connection, points, ContactPointId::value));
      insert.executeUpdate();
    }
  }

  Optional<MassChange> find(Connection connection, TenantId tenant, UUID id) throws SQLException {
    String sql = "SELECT * FROM mass_change WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id);
      ResultSet row = select.executeQuery();
      return row.next() ? Optional.of(massChange(row)) : Optional.empty();
    }
  }

  private MassChange massChange(ResultSet row) throws SQLException {
    return new MassChange(
        row.getObject("id", UUID.class),
        MassChange.Kind.valueOf(row.getString("kind")),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        row.getObject("started_by", UUID.class),
        row.getInt("total"),
        row.getInt("done"),
        json.readValue(row.getString("outcome"), COUNTS),
        Objects.requireNonNull(Rows.instant(row, "started_at")),
        Objects.requireNonNull(Rows.instant(row, "worked_at")),
        Rows.instant(row, "stopped_at"),
        Rows.instant(row, "finished_at"));
  }

  List<UUID> open(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        SELECT id FROM mass_change
        WHERE tenant_id = ? AND finished_at IS NULL AND stopped_at IS NULL ORDER BY id
        """;
    var open = new ArrayList<UUID>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        open.add(row.getObject(1, UUID.class));
      }
    }
    return open;
  }

  /** Empty where it is over, stopped, or in another's hands. */
  Optional<Claim> claim(Connection connection, TenantId tenant, UUID id) throws SQLException {
    String sql =
        """
        SELECT * FROM mass_change
        WHERE tenant_id = ? AND id = ? AND finished_at IS NULL AND stopped_at IS NULL
        FOR UPDATE SKIP LOCKED
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id);
      ResultSet row = select.executeQuery();
      if (!row.next()) {
        return Optional.empty();
      }
      MassChange change = massChange(row);
      return Optional.of(
          new Claim(
              id,
              change.kind(),
              change.purpose(),
              change.startedBy(),
              json.readValue(row.getString("declaration"), Declaration.class),
              change.total(),
              change.done(),
              change.outcome()));
    }
  }

  List<ContactPointId> members(Connection connection, TenantId tenant, Claim claim, int most)
      throws SQLException {
    String sql =
        """
        SELECT contact_point_id FROM mass_change_member
        WHERE tenant_id = ? AND change_id = ? AND place >= ? ORDER BY place LIMIT ?
        """;
    var points = new ArrayList<ContactPointId>(most);
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, claim.id());
      select.setInt(3, claim.done());
      select.setInt(4, most);
      ResultSet row = select.executeQuery();
      while (row.next()) {
        points.add(new ContactPointId(row.getObject(1, UUID.class)));
      }
    }
    return points;
  }

  /** Notes what was done; after the last one nothing is kept but the counts. */
  void advance(
      Connection connection, TenantId tenant, Claim claim, int worked, Map<String, Integer> outcome)
      throws SQLException {
    boolean over = claim.done() + worked >= claim.total();
    String sql =
        """
        UPDATE mass_change
        SET done = done + ?, outcome = ?::jsonb, worked_at = ?, finished_at = ?,
            declaration = CASE WHEN ? THEN NULL ELSE declaration END
        WHERE tenant_id = ? AND id = ?
        """;
    Instant now = clock.instant();
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, worked);
      update.setString(2, json.writeValueAsString(outcome));
      update.setTimestamp(3, Timestamp.from(now));
      update.setTimestamp(4, over ? Timestamp.from(now) : null);
      update.setBoolean(5, over);
      update.setObject(6, tenant.value());
      update.setObject(7, claim.id());
      update.executeUpdate();
    }
    if (over) {
      deleteMembers(connection, tenant, claim.id());
    }
  }

  private static void deleteMembers(Connection connection, TenantId tenant, UUID id)
      throws SQLException {
    String sql = "DELETE FROM mass_change_member WHERE tenant_id = ? AND change_id = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setObject(2, id);
      delete.executeUpdate();
    }
  }
}
