package org.jawort.desk;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often forms were submitted. */
@Component
public class FormCounts {
  private final Database database;
  private final JdbcClient jdbc;

  FormCounts(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  private record Count(UUID form, int submissions) {}

  /** Sign-ups by form since an instant; forms without one are missing. */
  public Map<UUID, Integer> since(TenantId tenant, Instant from) {
    String sql =
        """
        SELECT form_id AS form, count(*) AS submissions FROM consent_event
        WHERE tenant_id = :tenant AND id >= :begin AND at >= :from AND type = 'SIGNED_UP'
          AND form_id IS NOT NULL AND source <> 'TRIAL'
        GROUP BY form_id
        """;
    return database.read(
        tenant,
        connection ->
            jdbc
                .sql(sql)
                .param("tenant", tenant.value())
                .param("begin", Overview.firstId(from.minusSeconds(60)))
                .param("from", OffsetDateTime.ofInstant(from, ZoneOffset.UTC))
                .query(Count.class)
                .list()
                .stream()
                .collect(Collectors.toMap(Count::form, Count::submissions)));
  }
}
