package org.jawort.consent;

import java.sql.Connection;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for the purposes of a tenant. */
@Component
public class Purposes {
  /** The purpose that every tenant starts with. */
  public static final String NEWSLETTER = "newsletter";

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;

  Purposes(Database database, JdbcClient jdbc, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** All purposes of a tenant, oldest first. */
  public List<Purpose> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql("SELECT id, key FROM purpose WHERE tenant_id = :tenant ORDER BY id")
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        new Purpose(
                            new PurposeId(row.getObject("id", UUID.class)), row.getString("key")))
                .list());
  }

  /** Finds a purpose by its name in the API. */
  public Optional<Purpose> byKey(TenantId tenant, String key) {
    return all(tenant).stream().filter(purpose -> purpose.key().equals(key)).findFirst();
  }

  /** Adds a purpose inside the caller's transaction. */
  Purpose add(Connection connection, TenantId tenant, String key) {
    var purpose = new Purpose(new PurposeId(ids.next()), key);
    jdbc.sql("INSERT INTO purpose (tenant_id, id, key, created_at) VALUES (?, ?, ?, ?)")
        .params(tenant.value(), purpose.id().value(), key, Timestamp.from(clock.instant()))
        .update();
    return purpose;
  }
}
