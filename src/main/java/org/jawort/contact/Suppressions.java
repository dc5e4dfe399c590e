package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
  private final ContactChanges changes;
  private final InstantSource clock;

  Suppressions(
      Database database,
      AddressHashes hashes,
      ContactActs acts,
      ContactChanges changes,
      InstantSource clock) {
    this.changes = changes;
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
        SELECT a.place FROM unnest(:hash::bytea[]) WITH ORDINALITY AS a (hash, place)
        CROSS JOIN LATERAL (
          SELECT FROM suppression s WHERE s.tenant_id = :tenant AND s.hash = a.hash LIMIT 1) found
        """;
    var found = new HashSet<CheckedAddress>();
    Rows.batch(connection, sql, asked)
        .byteas("hash", address -> hash(tenant, address))
        .uuid("tenant", tenant.value())
        .each(row -> found.add(asked.get(row.getInt(1) - 1)));
    return found;
  }

  private byte[] hash(TenantId tenant, CheckedAddress address) {
    return hashes.of(tenant, address.channel(), address.key());
  }

  /** Puts the addresses of contact points that are being erased on the list. */
  public void add(Connection connection, TenantId tenant, List<ContactPoint> points)
      throws SQLException {
    add(connection, tenant, points, "ERASURE");
  }

  /** The same of those who never were more than a refused sign-up: their "no" outlives them. */
  public void addRefusing(Connection connection, TenantId tenant, List<ContactPoint> points)
      throws SQLException {
    add(connection, tenant, points, "REFUSAL");
  }

  private void add(Connection connection, TenantId tenant, List<ContactPoint> points, String reason)
      throws SQLException {
    String sql =
        """
        INSERT INTO suppression (tenant_id, hash, channel, reason, since)
        SELECT :tenant, s.hash, s.channel, :reason, :since
        FROM unnest(:hash::bytea[], :channel::text[]) s (hash, channel)
        ON CONFLICT DO NOTHING
        """;
    List<CheckedAddress> addresses =
        points.stream()
            .map(p -> new CheckedAddress(p.channel(), p.address(), p.addressKey()))
            .toList();
    Rows.batch(connection, sql, addresses)
        .uuid("tenant", tenant.value())
        .text("reason", reason)
        .instant("since", clock.instant())
        .byteas("hash", address -> hash(tenant, address))
        .texts("channel", address -> address.channel().name())
        .update();
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
        FROM unnest(:tenant::uuid[], :id::uuid[], :at::timestamptz[]) t (tenant_id, id, at)
        WHERE p.tenant_id = t.tenant_id AND p.id = t.id AND p.suppressed
        RETURNING p.tenant_id, p.id, p.contact_id, p.channel, p.address_key
        """;
    Rows.batch(connection, sql, confirmed)
        .uuids("tenant", t -> t.tenant().value())
        .uuids("id", t -> t.contactPoint().value())
        .instants("at", MailBlocks.Target::at)
        .each(
            row -> {
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
            });
  }

  private boolean delete(Connection connection, TenantId tenant, Channel channel, String addressKey)
      throws SQLException {
    String sql = "DELETE FROM suppression WHERE tenant_id = :tenant AND hash = :hash";
    return Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .bytea("hash", hashes.of(tenant, channel, addressKey))
            .update()
        > 0;
  }

  /** Since when the address is on the list; empty where it is not. */
  public Optional<Instant> check(TenantId tenant, CheckedAddress address) {
    String sql = "SELECT since FROM suppression WHERE tenant_id = :tenant AND hash = :hash";
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .bytea("hash", hashes.of(tenant, address.channel(), address.key()))
                .first(row -> Objects.requireNonNull(Rows.instant(row, "since"))));
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
        UPDATE contact_point SET suppressed = false, suppression_ended_at = :now
        WHERE tenant_id = :tenant AND channel = :channel AND address_key = :key AND suppressed
        RETURNING contact_id
        """;
    List<ContactId> freed =
        Rows.sql(connection, sql)
            .instant("now", clock.instant())
            .uuid("tenant", tenant.value())
            .text("channel", address.channel().name())
            .text("key", address.key())
            .list(row -> new ContactId(row.getObject(1, UUID.class)));
    changes.note(connection, tenant, freed);
  }

  /** How many addresses are on the list, by channel. */
  public List<Count> counts(TenantId tenant) {
    String sql =
        """
        SELECT channel, count(*) AS addresses, max(since) AS latest FROM suppression
        WHERE tenant_id = :tenant GROUP BY channel ORDER BY channel
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .list(
                    row ->
                        new Count(
                            Channel.valueOf(row.getString("channel")),
                            row.getLong("addresses"),
                            Objects.requireNonNull(Rows.instant(row, "latest")))));
  }
}
