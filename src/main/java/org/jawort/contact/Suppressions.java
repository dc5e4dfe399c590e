package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * Sperrliste: addresses that must never be advertised to again, although nothing is known of them
 * any more (law 36). Only the recipient's own confirmation, or staff with a reason, ends it.
 */
@Component
public class Suppressions {
  /** Most characters of the reason for taking an address off the list. */
  public static final int LONGEST_REASON = 500;

  private final Database database;
  private final AddressHashes hashes;
  private final ContactActs acts;
  private final InstantSource clock;

  Suppressions(Database database, AddressHashes hashes, ContactActs acts, InstantSource clock) {
    this.database = database;
    this.hashes = hashes;
    this.acts = acts;
    this.clock = clock;
  }

  /** How many addresses of a channel are on the list. */
  public record Count(Channel channel, long addresses, Instant latest) {}

  /** Those of the addresses that are on the list, inside the caller's transaction. */
  public Set<CheckedAddress> among(
      Connection connection, TenantId tenant, Collection<CheckedAddress> addresses)
      throws SQLException {
    List<CheckedAddress> asked = List.copyOf(addresses);
    String sql =
        """
        SELECT a.place FROM unnest(?::bytea[]) WITH ORDINALITY AS a (hash, place)
        CROSS JOIN LATERAL (
          SELECT FROM suppression s WHERE s.tenant_id = ? AND s.hash = a.hash LIMIT 1) found
        """;
    var found = new HashSet<CheckedAddress>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, hashes(connection, tenant, asked));
      select.setObject(2, tenant.value());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        found.add(asked.get(row.getInt(1) - 1));
      }
    }
    return found;
  }

  private java.sql.Array hashes(
      Connection connection, TenantId tenant, List<CheckedAddress> addresses) throws SQLException {
    return connection.createArrayOf(
        "bytea",
        addresses.stream()
            .map(a -> hashes.of(tenant, a.channel(), a.key()))
            .toArray(byte[][]::new));
  }

  /** Puts the addresses of contact points that are being erased on the list. */
  public void add(Connection connection, TenantId tenant, List<ContactPoint> points)
      throws SQLException {
    String sql =
        """
        INSERT INTO suppression (tenant_id, hash, channel, reason, since)
        SELECT ?, s.hash, s.channel, 'ERASURE', ? FROM unnest(?::bytea[], ?::text[]) s (hash, channel)
        ON CONFLICT DO NOTHING
        """;
    List<CheckedAddress> addresses =
        points.stream()
            .map(p -> new CheckedAddress(p.channel(), p.address(), p.addressKey()))
            .toList();
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setTimestamp(2, Timestamp.from(clock.instant()));
      insert.setArray(3, hashes(connection, tenant, addresses));
      insert.setArray(4, Rows.texts(connection, addresses, a -> a.channel().name()));
      insert.executeUpdate();
    }
  }

  /**
   * Ends the suppression of contact points whose owner confirmed anew, inside the caller's
   * transaction, which holds their locks. Those that are not suppressed stay as they are.
   */
  public void liftByConfirming(Connection connection, List<MailBlocks.Target> confirmed)
      throws SQLException {
    String sql =
        """
        UPDATE contact_point p SET suppressed = false, suppression_ended_at = t.at
        FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) t (tenant_id, id, at)
        WHERE p.tenant_id = t.tenant_id AND p.id = t.id AND p.suppressed
        RETURNING p.tenant_id, p.id, p.contact_id, p.channel, p.address_key
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, Rows.uuids(connection, confirmed, t -> t.tenant().value()));
      update.setArray(2, Rows.uuids(connection, confirmed, t -> t.contactPoint().value()));
      update.setArray(3, Rows.instants(connection, confirmed, MailBlocks.Target::at));
      ResultSet row = update.executeQuery();
      while (row.next()) {
        var tenant = new TenantId(row.getObject(1, UUID.class));
        delete(connection, tenant, Channel.valueOf(row.getString(4)), row.getString(5));
        acts.note(
            connection,
            tenant,
            ContactActs.Act.SUPPRESSION_LIFTED,
            Actor.RECIPIENT,
            row.getObject(3, UUID.class),
            row.getObject(2, UUID.class),
            null);
      }
    }
  }

  private boolean delete(Connection connection, TenantId tenant, Channel channel, String addressKey)
      throws SQLException {
    String sql = "DELETE FROM suppression WHERE tenant_id = ? AND hash = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setBytes(2, hashes.of(tenant, channel, addressKey));
      return delete.executeUpdate() > 0;
    }
  }

  /** Since when the address is on the list; empty where it is not. */
  public Optional<Instant> check(TenantId tenant, CheckedAddress address) {
    String sql = "SELECT since FROM suppression WHERE tenant_id = ? AND hash = ?";
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, tenant.value());
            select.setBytes(2, hashes.of(tenant, address.channel(), address.key()));
            ResultSet row = select.executeQuery();
            return row.next()
                ? Optional.of(Objects.requireNonNull(Rows.instant(row, "since")))
                : Optional.empty();
          }
        });
  }

  /**
   * Takes an address off the list; a contact that has it by now may then be asked for its consent.
   *
   * @param reason in words, at most {@value #LONGEST_REASON} characters; kept for good
   * @return false where it was not on the list
   */
  public boolean remove(TenantId tenant, CheckedAddress address, Actor actor, String reason) {
    return database.write(
        tenant,
        connection -> {
          if (!delete(connection, tenant, address.channel(), address.key())) {
            return false;
          }
          free(connection, tenant, address);
          acts.note(
              connection, tenant, ContactActs.Act.SUPPRESSION_REMOVED, actor, null, null, reason);
          return true;
        });
  }

  private void free(Connection connection, TenantId tenant, CheckedAddress address)
      throws SQLException {
    String sql =
        """
        UPDATE contact_point SET suppressed = false, suppression_ended_at = ?
        WHERE tenant_id = ? AND id = ANY (?)
        """;
    List<UUID> points = suppressed(connection, tenant, address);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(clock.instant()));
      update.setObject(2, tenant.value());
      update.setArray(3, Rows.uuids(connection, points, id -> id));
      update.executeUpdate();
    }
  }

  /**
   * Those with the address however it is written, as the list has it; few are suppressed at all.
   */
  private static List<UUID> suppressed(
      Connection connection, TenantId tenant, CheckedAddress address) throws SQLException {
    String sql =
        """
        SELECT id, address_key FROM contact_point
        WHERE tenant_id = ? AND channel = ? AND suppressed
        """;
    String asked = address.key().toLowerCase(Locale.ROOT);
    var points = new ArrayList<UUID>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setString(2, address.channel().name());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        if (row.getString(2).toLowerCase(Locale.ROOT).equals(asked)) {
          points.add(row.getObject(1, UUID.class));
        }
      }
    }
    return points;
  }

  /** How many addresses are on the list, by channel. */
  public List<Count> counts(TenantId tenant) {
    String sql =
        """
        SELECT channel, count(*) AS addresses, max(since) AS latest FROM suppression
        WHERE tenant_id = ? GROUP BY channel ORDER BY channel
        """;
    return database.read(
        tenant,
        connection -> {
          var counts = new ArrayList<Count>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, tenant.value());
            ResultSet row = select.executeQuery();
            while (row.next()) {
              counts.add(
                  new Count(
                      Channel.valueOf(row.getString("channel")),
                      row.getLong("addresses"),
                      Objects.requireNonNull(Rows.instant(row, "latest"))));
            }
          }
          return counts;
        });
  }
}
