package org.jawort.tenant.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is changed by a command on the machine into the audit log of every tenant that it is
 * about (law 64), in the transaction that changes it. Whoever may run a command needs no account,
 * so the entry says that it was the installation itself, by which command, and from no address.
 */
public final class CommandTrail {
  private final Database database;
  private final InstantSource clock;
  private final Ids ids;
  private final AuditRows rows = new AuditRows();

  /** Writes by the given way to the database. */
  public CommandTrail(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.ids = new Ids(clock);
  }

  /**
   * Does what concerns the whole installation, and so each tenant of it.
   *
   * @param command as it was typed, without the addresses of people
   */
  public <T extends @Nullable Object> T write(
      AuditKind kind, String command, Database.Work<T> work) {
    return write(all(), kind, command, work);
  }

  private Map<TenantId, List<UUID>> all() {
    List<TenantId> tenants =
        database.read(
            Set.of(),
            connection ->
                Rows.sql(connection, "SELECT id FROM tenant_directory()")
                    .list(row -> new TenantId(row.getObject("id", UUID.class))));
    return tenants.stream().collect(Collectors.toMap(tenant -> tenant, tenant -> List.of()));
  }

  /**
   * Does what concerns some tenants.
   *
   * @param about the tenants, each with the ids of what it is about there
   */
  public <T extends @Nullable Object> T write(
      Map<TenantId, List<UUID>> about, AuditKind kind, String command, Database.Work<T> work) {
    return database.write(
        about.keySet(),
        connection -> {
          T done = work.in(connection);
          for (Map.Entry<TenantId, List<UUID>> place : about.entrySet()) {
            AuditEntry entry = entry(place.getKey(), place.getValue(), kind, command);
            rows.insert(connection, place.getKey(), entry);
          }
          return done;
        });
  }

  private AuditEntry entry(TenantId tenant, List<UUID> about, AuditKind kind, String command) {
    var party = new AuditParty(tenant, Actor.SYSTEM, null);
    return AuditEntry.fresh(
        ids.next(), clock.instant(), party, kind, command, about, AuditOutcome.DONE, null);
  }
}
