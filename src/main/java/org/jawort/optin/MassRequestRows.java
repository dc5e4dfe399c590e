package org.jawort.optin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of mass_request. */
@Component
class MassRequestRows {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final JsonMapper json;

  MassRequestRows(JsonMapper json) {
    this.json = json;
  }

  /** Who wants whom to be asked, for what. */
  record Wish(
      TenantId tenant,
      UUID group,
      PurposeId purpose,
      StatedBasis basis,
      Actor actor,
      String source) {}

  /** One that is under way. */
  record Open(TenantId tenant, UUID id) {}

  /** One that this transaction alone works on. */
  record Claim(UUID id, Wish wish, UUID after, Instant startedAt, Map<String, Integer> outcome) {}

  /**
   * The next of a group.
   *
   * @param points theirs, one after the other
   * @param without how many of them have none
   * @param end the last of them
   * @param last whether nobody comes after them
   */
  record Members(List<ContactPointId> points, int without, UUID end, boolean last) {}

  boolean knows(Connection connection, TenantId tenant, UUID group) throws SQLException {
    String sql = "SELECT FROM contact_group WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, group);
      return select.executeQuery().next();
    }
  }

  /** Begins one; how many it concerns is counted by the same statement. */
  void insert(Connection connection, UUID id, Wish wish, Instant now) throws SQLException {
    String sql =
        """
        INSERT INTO mass_request (tenant_id, id, group_id, purpose_id, actor, actor_id, source, basis,
                                  started_at, worked_at, total)
        SELECT w.tenant_id, w.id, w.group_id, w.purpose_id, w.actor, w.actor_id, w.source, w.basis,
               w.at, w.at,
               (SELECT count(*) FROM contact_group_member m
                LEFT JOIN contact_point p
                  ON p.tenant_id = m.tenant_id AND p.contact_id = m.contact_id
                WHERE m.tenant_id = w.tenant_id AND m.group_id = w.group_id AND m.since <= w.at)
        FROM (VALUES (?::uuid, ?::uuid, ?::uuid, ?::uuid, ?, ?::uuid, ?, ?::jsonb, ?::timestamptz))
          AS w (tenant_id, id, group_id, purpose_id, actor, actor_id, source, basis, at)
        """;
    try (PreparedStatement insert = Rows.prepareForMany(connection, sql)) {
      insert.setObject(1, wish.tenant().value());
      insert.setObject(2, id);
      insert.setObject(3, wish.group());
      insert.setObject(4, wish.purpose().value());
      insert.setString(5, wish.actor().kind().name());
      insert.setObject(6, wish.actor().id());
      insert.setString(7, wish.source());
      insert.setString(8, json.writeValueAsString(wish.basis()));
      insert.setTimestamp(9, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  Optional<MassRequest> find(Connection connection, TenantId tenant, UUID id) throws SQLException {
    String sql = "SELECT * FROM mass_request WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id);
      ResultSet row = select.executeQuery();
      return row.next() ? Optional.of(massRequest(row)) : Optional.empty();
    }
  }

  private MassRequest massRequest(ResultSet row) throws SQLException {
    return new MassRequest(
        row.getObject("id", UUID.class),
        row.getObject("group_id", UUID.class),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        row.getInt("total"),
        row.getInt("done"),
        counts(row),
        Objects.requireNonNull(Rows.instant(row, "started_at")),
        Objects.requireNonNull(Rows.instant(row, "worked_at")),
        Rows.instant(row, "stopped_at"),
        Rows.instant(row, "finished_at"));
  }

  private Map<String, Integer> counts(ResultSet row) throws SQLException {
    return json.readValue(row.getString("outcome"), COUNTS);
  }

  boolean stop(Connection connection, TenantId tenant, UUID id, Instant now) throws SQLException {
    String sql =
        """
        UPDATE mass_request SET stopped_at = ?
        WHERE tenant_id = ? AND id = ? AND finished_at IS NULL AND stopped_at IS NULL
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now));
      update.setObject(2, tenant.value());
      update.setObject(3, id);
      return update.executeUpdate() > 0;
    }
  }

  boolean goOn(Connection connection, TenantId tenant, UUID id) throws SQLException {
    String sql =
        """
        UPDATE mass_request SET stopped_at = NULL
        WHERE tenant_id = ? AND id = ? AND finished_at IS NULL
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, tenant.value());
      update.setObject(2, id);
      return update.executeUpdate() > 0;
    }
  }

  List<Open> open(Connection connection, List<TenantId> tenants) throws SQLException {
    String sql =
        """
        SELECT tenant_id, id FROM mass_request
        WHERE tenant_id = ANY (?) AND finished_at IS NULL AND stopped_at IS NULL ORDER BY id
        """;
    var open = new ArrayList<Open>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, Rows.uuids(connection, tenants, TenantId::value));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        open.add(
            new Open(new TenantId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)));
      }
    }
    return open;
  }

  /** Empty where it is over, stopped, or in another's hands. */
  Optional<Claim> claim(Connection connection, TenantId tenant, UUID id) throws SQLException {
    String sql =
        """
        SELECT * FROM mass_request
        WHERE tenant_id = ? AND id = ? AND finished_at IS NULL AND stopped_at IS NULL
        FOR UPDATE SKIP LOCKED
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id);
      ResultSet row = select.executeQuery();
      return row.next() ? Optional.of(claim(tenant, row)) : Optional.empty();
    }
  }

  private Claim claim(TenantId tenant, ResultSet row) throws SQLException {
    MassRequest request = massRequest(row);
    var actor =
        new Actor(
            Actor.Kind.valueOf(row.getString("actor")), row.getObject("actor_id", UUID.class));
    var wish =
        new Wish(
            tenant,
            request.group(),
            request.purpose(),
            json.readValue(row.getString("basis"), StatedBasis.class),
            actor,
            row.getString("source"));
    return new Claim(
        request.id(),
        wish,
        row.getObject("after_contact", UUID.class),
        request.startedAt(),
        request.outcome());
  }

  /** The members who were there when it began, in the order of the key, with their ways. */
  Members members(Connection connection, Claim claim, int most) throws SQLException {
    String sql =
        """
        SELECT m.contact_id, p.id
        FROM (SELECT tenant_id, contact_id FROM contact_group_member
              WHERE tenant_id = ? AND group_id = ? AND contact_id > ? AND since <= ?
              ORDER BY contact_id LIMIT ?) m
        LEFT JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.contact_id = m.contact_id
        """;
    var points = new ArrayList<ContactPointId>(most);
    var contacts = new HashSet<UUID>();
    int without = 0;
    String end = claim.after().toString();
    try (PreparedStatement select = Rows.prepareForMany(connection, sql)) {
      select.setObject(1, claim.wish().tenant().value());
      select.setObject(2, claim.wish().group());
      select.setObject(3, claim.after());
      select.setTimestamp(4, Timestamp.from(claim.startedAt()));
      select.setInt(5, most);
      ResultSet row = select.executeQuery();
      while (row.next()) {
        UUID contact = row.getObject(1, UUID.class);
        UUID point = row.getObject(2, UUID.class);
        contacts.add(contact);
        // As the database compares them: by their bytes, as their digits are.
        end = contact.toString().compareTo(end) > 0 ? contact.toString() : end;
        if (point == null) {
          without++;
        } else {
          points.add(new ContactPointId(point));
        }
      }
    }
    return new Members(points, without, UUID.fromString(end), contacts.size() < most);
  }

  /** Notes what was done; after the last one nothing is kept but the counts. */
  void advance(
      Connection connection,
      Claim claim,
      Members members,
      Map<String, Integer> outcome,
      Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE mass_request
        SET done = done + ?, outcome = ?::jsonb, after_contact = ?, worked_at = ?, finished_at = ?,
            basis = CASE WHEN ? THEN NULL ELSE basis END
        WHERE tenant_id = ? AND id = ?
        """;
    var all = new HashMap<>(claim.outcome());
    outcome.forEach((what, count) -> all.merge(what, count, Integer::sum));
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, members.points().size() + members.without());
      update.setString(2, json.writeValueAsString(all));
      update.setObject(3, members.end());
      update.setTimestamp(4, Timestamp.from(now));
      update.setTimestamp(5, members.last() ? Timestamp.from(now) : null);
      update.setBoolean(6, members.last());
      update.setObject(7, claim.wish().tenant().value());
      update.setObject(8, claim.id());
      update.executeUpdate();
    }
  }
}
