package org.jawort.transfer.exports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Reads what stands in the columns for some contact points, each table once. */
@Component
class ExportedCells {
  /** A contact point with its contact. */
  private record Point(UUID id, UUID contact, Map<ExportColumn.Kind, String> cells) {}

  private record Key(UUID of, String what) {}

  /** A list of cells for each contact point that is still there, in their order. */
  List<List<String>> of(
      Connection connection, TenantId tenant, List<UUID> points, List<ExportColumn> columns)
      throws SQLException {
    List<Point> found = points(connection, tenant, points);
    var cells = new HashMap<Key, String>();
    if (wants(columns, ExportColumn.Kind.CONSENT, ExportColumn.Kind.CONSENT_SINCE)) {
      consents(connection, tenant, points, cells);
    }
    List<UUID> contacts = found.stream().map(Point::contact).distinct().toList();
    if (wants(columns, ExportColumn.Kind.FIELD)) {
      fields(connection, tenant, contacts, cells);
    }
    if (wants(columns, ExportColumn.Kind.GROUPS)) {
      groups(connection, tenant, contacts, cells);
    }
    var rows = new ArrayList<List<String>>();
    for (Point point : found) {
      rows.add(columns.stream().map(column -> cell(point, column, cells)).toList());
    }
    return rows;
  }

  private static boolean wants(List<ExportColumn> columns, ExportColumn.Kind... kinds) {
    return columns.stream().anyMatch(column -> List.of(kinds).contains(column.kind()));
  }

  private static String cell(Point point, ExportColumn column, Map<Key, String> cells) {
    return switch (column.kind()) {
      case CONSENT -> cells.getOrDefault(new Key(point.id(), column.code()), "UNKNOWN");
      case CONSENT_SINCE -> cells.getOrDefault(new Key(point.id(), column.code()), "");
      case FIELD, GROUPS -> cells.getOrDefault(new Key(point.contact(), column.code()), "");
      default -> Objects.requireNonNullElse(point.cells().get(column.kind()), "");
    };
  }

  private static List<Point> points(Connection connection, TenantId tenant, List<UUID> points)
      throws SQLException {
    String sql =
        """
        SELECT p.id, p.contact_id, p.address, p.channel, p.mail_block, c.first_name, c.last_name,
               c.company, c.kind, c.language, c.origin, c.created_at
        FROM contact_point p
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE p.tenant_id = :tenant AND p.id = ANY (:points::uuid[]) ORDER BY p.id
        """;
    return Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", id -> id)
        .list(ExportedCells::point);
  }

  private static Point point(ResultSet row) throws SQLException {
    var cells = new HashMap<ExportColumn.Kind, String>();
    cells.put(ExportColumn.Kind.CONTACT, row.getString("contact_id"));
    cells.put(ExportColumn.Kind.CONTACT_POINT, row.getString("id"));
    cells.put(ExportColumn.Kind.FIRST_NAME, row.getString("first_name"));
    cells.put(ExportColumn.Kind.LAST_NAME, row.getString("last_name"));
    cells.put(ExportColumn.Kind.COMPANY, row.getString("company"));
    cells.put(ExportColumn.Kind.ADDRESS, row.getString("address"));
    cells.put(ExportColumn.Kind.CHANNEL, row.getString("channel"));
    cells.put(ExportColumn.Kind.KIND, row.getString("kind"));
    cells.put(ExportColumn.Kind.LANGUAGE, row.getString("language"));
    cells.put(ExportColumn.Kind.SOURCE, row.getString("origin"));
    cells.put(ExportColumn.Kind.MAIL_BLOCK, row.getString("mail_block"));
    cells.put(ExportColumn.Kind.CREATED, row.getTimestamp("created_at").toInstant().toString());
    return new Point(
        row.getObject("id", UUID.class), row.getObject("contact_id", UUID.class), cells);
  }

  private static void consents(
      Connection connection, TenantId tenant, List<UUID> points, Map<Key, String> cells)
      throws SQLException {
    String sql =
        """
        SELECT s.contact_point_id, u.key, s.status, s.since FROM consent s
        JOIN purpose u ON u.tenant_id = s.tenant_id AND u.id = s.purpose_id
        WHERE s.tenant_id = :tenant AND s.contact_point_id = ANY (:points::uuid[])
        """;
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", id -> id)
        .each(
            row -> {
              UUID point = row.getObject("contact_point_id", UUID.class);
              String key = row.getString("key");
              cells.put(new Key(point, "consent." + key), row.getString("status"));
              cells.put(
                  new Key(point, "consentSince." + key),
                  row.getTimestamp("since").toInstant().toString());
            });
  }

  private static void fields(
      Connection connection, TenantId tenant, List<UUID> contacts, Map<Key, String> cells)
      throws SQLException {
    String sql =
        """
        SELECT contact_id, field_id, value FROM contact_field_value
        WHERE tenant_id = :tenant AND contact_id = ANY (:contacts::uuid[])
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", id -> id)
        .each(
            row ->
                cells.put(
                    new Key(
                        row.getObject("contact_id", UUID.class),
                        "field." + row.getString("field_id")),
                    row.getString("value")));
  }

  private static void groups(
      Connection connection, TenantId tenant, List<UUID> contacts, Map<Key, String> cells)
      throws SQLException {
    String sql =
        """
        SELECT m.contact_id, string_agg(g.name, '; ' ORDER BY g.name_key) AS names
        FROM contact_group_member m
        JOIN contact_group g ON g.tenant_id = m.tenant_id AND g.id = m.group_id
        WHERE m.tenant_id = :tenant AND m.contact_id = ANY (:contacts::uuid[])
        GROUP BY m.contact_id
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", id -> id)
        .each(
            row ->
                cells.put(
                    new Key(row.getObject("contact_id", UUID.class), "groups"),
                    row.getString("names")));
  }
}
