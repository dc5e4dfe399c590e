package org.jawort.tenant;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the list of websites that a tenant's visitors may be sent on to. What is not on it is
 * reached by no redirect of ours, so that nobody can misuse a trusted address (S1-11, S1-12). Once
 * it has an entry, forms stand in frames and scripts of these websites alone (S1-14).
 */
@Component
public class AllowedHosts {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final List<HostUses> rooms;

  AllowedHosts(Database database, JdbcClient jdbc, InstantSource clock, List<HostUses> rooms) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.rooms = rooms;
  }

  /** What became of taking a host off the list. */
  public sealed interface RemovalOutcome {
    /** It is off the list, or never was on it. */
    record Removed() implements RemovalOutcome {}

    /** Something leads there still, so it stays. */
    record InUse(List<HostUse> uses) implements RemovalOutcome {
      /** Copies the list. */
      public InUse {
        uses = List.copyOf(uses);
      }
    }
  }

  /** The whole list, by name. */
  public List<AllowedHost> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT host, added_by, added_at FROM allowed_host
                    WHERE tenant_id = :tenant ORDER BY host
                    """)
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        new AllowedHost(
                            new HostName(row.getString("host")),
                            new UserId(row.getObject("added_by", UUID.class)),
                            row.getTimestamp("added_at").toInstant()))
                .list());
  }

  /**
   * Tells whether a host is on the list, and keeps it there until the end of the caller's
   * transaction.
   */
  public boolean holds(TenantId tenant, HostName host) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT true FROM allowed_host WHERE tenant_id = :tenant AND host = :host
                    FOR KEY SHARE
                    """)
                .param("tenant", tenant.value())
                .param("host", host.value())
                .query(Boolean.class)
                .optional()
                .orElse(false));
  }

  /** Puts a host on the list; false where it was there already. */
  public boolean add(TenantId tenant, HostName host, UserId by) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                        """
                        INSERT INTO allowed_host (tenant_id, host, added_by, added_at)
                        VALUES (:tenant, :host, :addedBy, :addedAt) ON CONFLICT DO NOTHING
                        """)
                    .param("tenant", tenant.value())
                    .param("host", host.value())
                    .param("addedBy", by.value())
                    .param("addedAt", Timestamp.from(clock.instant()))
                    .update()
                == 1);
  }

  /** Takes a host off the list, unless something leads there. */
  public RemovalOutcome remove(TenantId tenant, HostName host) {
    return database.write(
        tenant,
        connection -> {
          lock(tenant, host);
          List<HostUse> uses =
              rooms.stream().flatMap(room -> room.of(tenant, host).stream()).toList();
          if (!uses.isEmpty()) {
            return new RemovalOutcome.InUse(uses);
          }
          jdbc.sql("DELETE FROM allowed_host WHERE tenant_id = :tenant AND host = :host")
              .param("tenant", tenant.value())
              .param("host", host.value())
              .update();
          return new RemovalOutcome.Removed();
        });
  }

  /** Nothing starts to use it meanwhile. */
  private void lock(TenantId tenant, HostName host) {
    jdbc.sql("SELECT 1 FROM allowed_host WHERE tenant_id = :tenant AND host = :host FOR UPDATE")
        .param("tenant", tenant.value())
        .param("host", host.value())
        .query(Integer.class)
        .optional();
  }
}
