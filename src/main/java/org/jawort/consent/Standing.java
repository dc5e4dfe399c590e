package org.jawort.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;

/** Where contact points stand while events about them are appended: statuses and blocks. */
final class Standing {
  private record Point(UUID tenant, UUID id) {
    static Point of(NewEvent event) {
      return new Point(event.tenant().value(), event.contactPoint().value());
    }
  }

  private record Consent(Point point, @Nullable UUID purpose) {
    static Consent of(NewEvent event) {
      PurposeId purpose = event.purpose();
      return new Consent(Point.of(event), purpose == null ? null : purpose.value());
    }
  }

  private final Map<Consent, ConsentStatus> statuses = new HashMap<>();
  private final Map<Point, @Nullable MailBlock> blocks = new HashMap<>();
  private final Map<Point, MailBlocks.Change> changes = new LinkedHashMap<>();

  private Standing() {}

  /** Contact points made in this transaction: no consent yet, and the given block. */
  static Standing fresh(List<NewEvent> events, @Nullable MailBlock block) {
    var standing = new Standing();
    events.forEach(event -> standing.blocks.put(Point.of(event), block));
    return standing;
  }

  /** What stands in the database. */
  static Standing read(Connection connection, List<NewEvent> events) throws SQLException {
    String sql =
        """
        SELECT p.tenant_id, p.id, p.mail_block, c.purpose_id, c.status
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) e (tenant_id, contact_point_id, purpose_id)
        JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
        LEFT JOIN consent c ON c.tenant_id = e.tenant_id
          AND c.contact_point_id = e.contact_point_id AND c.purpose_id = e.purpose_id
        """;
    var standing = new Standing();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.uuids(connection, events, e -> e.tenant().value()));
      statement.setArray(2, Rows.uuids(connection, events, e -> e.contactPoint().value()));
      statement.setArray(3, Rows.uuids(connection, events, e -> Consent.of(e).purpose()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          standing.take(row);
        }
      }
    }
    return standing;
  }

  private void take(ResultSet row) throws SQLException {
    var point = new Point(row.getObject("tenant_id", UUID.class), row.getObject("id", UUID.class));
    String block = row.getString("mail_block");
    blocks.put(point, block == null ? null : MailBlock.valueOf(block));
    String status = row.getString("status");
    if (status != null) {
      statuses.put(
          new Consent(point, row.getObject("purpose_id", UUID.class)),
          ConsentStatus.valueOf(status));
    }
  }

  /** The status before the event; UNKNOWN where it is about no purpose. */
  ConsentStatus status(NewEvent event) {
    return statuses.getOrDefault(Consent.of(event), ConsentStatus.UNKNOWN);
  }

  /** The block before the event, or null. */
  @Nullable MailBlock block(NewEvent event) {
    return blocks.get(Point.of(event));
  }

  /** Tells whether there is such a contact point. */
  boolean knows(NewEvent event) {
    return blocks.containsKey(Point.of(event));
  }

  /** Notes what the event led to. */
  void note(NewEvent event, ConsentStatus after, @Nullable MailBlock block) {
    if (event.purpose() != null) {
      statuses.put(Consent.of(event), after);
    }
    var point = Point.of(event);
    if (blocks.get(point) != block) {
      blocks.put(point, block);
      changes.put(
          point, new MailBlocks.Change(event.tenant(), event.contactPoint(), block, event.at()));
    }
  }

  /** The blocks that are no longer as in the database. */
  List<MailBlocks.Change> blockChanges() {
    return new ArrayList<>(changes.values());
  }
}
