package org.jawort.form;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jawort.consent.FormVersion;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Definitions of versions that were asked for lately; a version never changes. */
@Component
class FormVersionCache {
  private static final int MOST = 1_000;

  private final Database database;
  private final JdbcClient jdbc;
  private final Cache<Key, FormDefinition> kept;

  FormVersionCache(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
    this.kept = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
  }

  private record Key(TenantId tenant, FormVersion version) {}

  /** A version that something points at. */
  FormDefinition of(TenantId tenant, FormVersion version) {
    return kept.get(new Key(tenant, version), this::load);
  }

  private FormDefinition load(Key key) {
    return database.read(
        key.tenant(),
        connection ->
            jdbc.sql(
                    """
                    SELECT definition FROM form_version
                    WHERE tenant_id = :tenant AND form_id = :form AND version = :version
                    """)
                .param("tenant", key.tenant().value())
                .param("form", key.version().form())
                .param("version", key.version().version())
                .query((row, number) -> DefinitionJson.read(row.getString("definition")))
                .single());
  }
}
