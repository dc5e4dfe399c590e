package org.jawort.transfer.imports;

import java.sql.Connection;
import java.time.Instant;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.SqlStatement;
import org.jawort.platform.TenantId;

/** Rows of an import, by their numbers. */
record Span(TenantId tenant, ImportId id, int from, int to) {
  /** A statement about them: {@code :tenant}, {@code :import}, {@code :from} and {@code :to}. */
  NamedStatement<?> sql(Connection connection, String sql) {
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("import", id.value())
        .integer("from", from)
        .integer("to", to);
  }

  /** A statement about them at a moment, {@code :at}, planned for them. */
  SqlStatement sql(Connection connection, String sql, Instant at) {
    return sql(connection, sql).instant("at", at).plannedAnew();
  }
}
