package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/**
 * Saves of the suppression list what can be saved when its key is lost with the master secret: a
 * hash alone leads to no address, so those remain whose address is there as a contact.
 */
public final class SuppressionRenewal {
  private final Database database;
  private final InstallationKeys keys;
  private final InstantSource clock;
  private final List<TenantId> tenants;

  /**
   * Works with what is given, for the command alone.
   *
   * @param tenants all that there are, for one key is that of all of them
   */
  public SuppressionRenewal(
      Database database, InstallationKeys keys, InstantSource clock, List<TenantId> tenants) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
    this.tenants = List.copyOf(tenants);
  }

  /**
   * What came of it.
   *
   * @param lost entries that nobody can recognise any more, which went
   * @param kept entries that were made anew
   */
  public record Renewed(long lost, long kept) {}

  /** Does so for all tenants, where the key cannot be opened. */
  public Renewed renew() {
    return database.write(
        tenants,
        connection -> {
          if (keys.opens(connection, AddressHashes.KEY)) {
            return new Renewed(0, 0);
          }
          var hashes = new AddressHashes(keys.replace(connection, AddressHashes.KEY));
          long before = 0;
          long kept = 0;
          for (TenantId tenant : tenants) {
            before +=
                Rows.sql(connection, "DELETE FROM suppression WHERE tenant_id = :tenant")
                    .uuid("tenant", tenant.value())
                    .update();
            kept += renew(connection, tenant, hashes);
          }
          return new Renewed(Math.max(0, before - kept), kept);
        });
  }

  private record Suppressed(Channel channel, String addressKey) {}

  private long renew(Connection connection, TenantId tenant, AddressHashes hashes)
      throws SQLException {
    String suppressed =
        """
        SELECT channel, address_key FROM contact_point WHERE tenant_id = :tenant AND suppressed
        """;
    List<Suppressed> found =
        Rows.sql(connection, suppressed)
            .uuid("tenant", tenant.value())
            .list(row -> new Suppressed(Channel.valueOf(row.getString(1)), row.getString(2)));
    String sql =
        """
        INSERT INTO suppression (tenant_id, hash, channel, reason, since)
        SELECT :tenant, s.hash, s.channel, 'ERASURE', :now
        FROM unnest(:hash::bytea[], :channel::text[]) s (hash, channel)
        ON CONFLICT DO NOTHING
        """;
    return Rows.batch(connection, sql, found)
        .uuid("tenant", tenant.value())
        .instant("now", clock.instant())
        .byteas("hash", one -> hashes.of(tenant, one.channel(), one.addressKey()))
        .texts("channel", one -> one.channel().name())
        .update();
  }
}
