package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/** Finds or creates contact and contact point for those who come in, many at a time (S0-01). */
@Component
public class ContactIntake {
  private final Ids ids;
  private final AddressHashes hashes;

  ContactIntake(Ids ids, AddressHashes hashes) {
    this.ids = ids;
    this.hashes = hashes;
  }

  private record Row(IncomingContact arrival, UUID contactPoint, UUID contact) {}

  private record Key(UUID tenant, String channel, String addressKey) {}

  /**
   * Takes all in, in one statement, inside the caller's transaction. What is known is kept as it
   * is: a stranger who types an address must not rename the person behind it.
   *
   * @return for each arrival in the same order where it landed
   */
  public List<IntakeOutcome> takeIn(Connection connection, List<IncomingContact> arrivals)
      throws SQLException {
    // Sorted, so that two nodes lock the same rows in the same order.
    List<Row> rows =
        arrivals.stream()
            .sorted(
                java.util.Comparator.comparing((IncomingContact a) -> a.tenant().value())
                    .thenComparing(IncomingContact::addressKey))
            .map(incomingContact -> new Row(incomingContact, ids.next(), ids.next()))
            .toList();
    Map<Key, IntakeOutcome> landed = upsert(connection, rows);
    var answers = new ArrayList<IntakeOutcome>(arrivals.size());
    for (IncomingContact incomingContact : arrivals) {
      var key =
          new Key(
              incomingContact.tenant().value(),
              incomingContact.channel().name(),
              incomingContact.addressKey());
      answers.add(java.util.Objects.requireNonNull(landed.get(key)));
    }
    return answers;
  }

  // The insert of the contact point decides who is new; only then is the contact inserted. Foreign
  // keys are checked at the end of the whole statement. The update of an existing row writes what
  // stands there: it locks the row, so that sign-ups of one address come one after the other. LIMIT
  // keeps the suppression list at one look-up by its key for each arrival, however long it is.
  private static final String UPSERT =
      """
      WITH arriving AS (
        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                             ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                             ?::bytea[])
          AS a (tenant_id, point_id, contact_id, channel, address, address_key,
                first_name, last_name, language, origin, block, at, hash)),
      landed AS (
        INSERT INTO contact_point AS p (tenant_id, id, contact_id, channel, address, address_key,
                                        mail_block, mail_block_at, created_at, suppressed)
        SELECT tenant_id, point_id, contact_id, channel, address, address_key, block,
               CASE WHEN block IS NULL THEN NULL ELSE at END, at, coalesce(s.suppressed, false)
        FROM arriving a
        LEFT JOIN LATERAL (
          SELECT true AS suppressed FROM suppression u
          WHERE u.tenant_id = a.tenant_id AND u.hash = a.hash LIMIT 1) s ON true
        ON CONFLICT (tenant_id, channel, address_key) DO UPDATE SET address_key = p.address_key
        RETURNING tenant_id, channel, address_key, id, contact_id, mail_block, xmax = 0 AS is_new),
      contacts AS (
        INSERT INTO contact (tenant_id, id, first_name, last_name, language, origin,
                             created_at, updated_at)
        SELECT a.tenant_id, a.contact_id, a.first_name, a.last_name, a.language, a.origin, a.at, a.at
        FROM arriving a JOIN landed l ON l.tenant_id = a.tenant_id AND l.id = a.point_id
        WHERE l.is_new)
      SELECT tenant_id, channel, address_key, id, contact_id, mail_block, is_new FROM landed
      """;

  private Map<Key, IntakeOutcome> upsert(Connection connection, List<Row> rows)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
      statement.setArray(1, Rows.uuids(connection, rows, r -> r.arrival().tenant().value()));
      statement.setArray(2, Rows.uuids(connection, rows, Row::contactPoint));
      statement.setArray(3, Rows.uuids(connection, rows, Row::contact));
      statement.setArray(4, Rows.texts(connection, rows, r -> r.arrival().channel().name()));
      statement.setArray(5, Rows.texts(connection, rows, r -> r.arrival().address()));
      statement.setArray(6, Rows.texts(connection, rows, r -> r.arrival().addressKey()));
      statement.setArray(7, Rows.texts(connection, rows, r -> r.arrival().firstName()));
      statement.setArray(8, Rows.texts(connection, rows, r -> r.arrival().lastName()));
      statement.setArray(9, Rows.texts(connection, rows, r -> r.arrival().language().code()));
      statement.setArray(10, Rows.texts(connection, rows, r -> r.arrival().origin().name()));
      statement.setArray(11, Rows.texts(connection, rows, r -> nameOf(r.arrival().block())));
      statement.setArray(12, Rows.instants(connection, rows, r -> r.arrival().at()));
      statement.setArray(13, connection.createArrayOf("bytea", hashes(rows)));
      return read(statement);
    }
  }

  private byte[][] hashes(List<Row> rows) {
    return rows.stream()
        .map(Row::arrival)
        .map(a -> hashes.of(a.tenant(), a.channel(), a.addressKey()))
        .toArray(byte[][]::new);
  }

  private static @org.jspecify.annotations.Nullable String nameOf(
      @org.jspecify.annotations.Nullable MailBlock block) {
    return block == null ? null : block.name();
  }

  private static Map<Key, IntakeOutcome> read(PreparedStatement statement) throws SQLException {
    var landed = new HashMap<Key, IntakeOutcome>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String block = row.getString("mail_block");
        landed.put(
            new Key(
                row.getObject("tenant_id", UUID.class),
                row.getString("channel"),
                row.getString("address_key")),
            new IntakeOutcome(
                new ContactPointId(row.getObject("id", UUID.class)),
                new ContactId(row.getObject("contact_id", UUID.class)),
                row.getBoolean("is_new"),
                block == null ? null : MailBlock.valueOf(block)));
      }
    }
    return landed;
  }

  /**
   * Locks contact points against each other's changes until the transaction ends, each by one
   * look-up of its key, always in the same order.
   */
  public void lock(Connection connection, List<MailBlocks.Target> targets) throws SQLException {
    String sql =
        """
        SELECT FROM (SELECT * FROM unnest(?::uuid[], ?::uuid[]) t (tenant_id, id)
                     ORDER BY tenant_id, id) t
        CROSS JOIN LATERAL (
          SELECT FROM contact_point p WHERE p.tenant_id = t.tenant_id AND p.id = t.id
          FOR NO KEY UPDATE) p
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.uuids(connection, targets, t -> t.tenant().value()));
      statement.setArray(2, Rows.uuids(connection, targets, t -> t.contactPoint().value()));
      statement.execute();
    }
  }
}
