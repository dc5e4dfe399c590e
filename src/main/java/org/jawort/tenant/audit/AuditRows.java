package org.jawort.tenant.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of the audit log. */
@Component
class AuditRows {
  void insert(Connection connection, TenantId tenant, AuditEntry entry) throws SQLException {
    String sql =
        """
        INSERT INTO audit_entry (tenant_id, id, at, actor, actor_id, network, kind, deed, ids,
                                 outcome, reason)
        VALUES (:tenant, :id, :at, :actor, :actorId, :network, :kind, :deed, :ids, :outcome,
                :reason)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", entry.id())
        .instant("at", entry.at())
        .text("actor", entry.actor().kind().name())
        .uuid("actorId", entry.actor().id())
        .text("network", entry.network())
        .text("kind", entry.kind().name())
        .text("deed", entry.deed())
        .uuids("ids", entry.ids(), id -> id)
        .text("outcome", entry.outcome().name())
        .text("reason", entry.reason())
        .update();
  }

  /**
   * The entries that a question asks for, the newest first.
   *
   * @param before goes on behind this one, or null
   */
  List<AuditEntry> page(
      Connection connection,
      TenantId tenant,
      AuditQuestion question,
      @Nullable UUID before,
      int most)
      throws SQLException {
    String sql =
        """
        SELECT * FROM audit_entry
        WHERE tenant_id = :tenant
          AND (:before::uuid IS NULL OR id < :before)
          AND (:from::timestamptz IS NULL OR at >= :from)
          AND (:to::timestamptz IS NULL OR at < :to)
          AND (:who::uuid IS NULL OR actor_id = :who)
          AND (:about::uuid IS NULL OR ids @> ARRAY [:about::uuid])
          AND (:kind::text IS NULL OR kind = :kind)
          AND (:outcome::text IS NULL OR outcome = :outcome)
        ORDER BY id DESC LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("before", before)
        .instant("from", question.from())
        .instant("to", question.to())
        .uuid("who", question.who())
        .uuid("about", question.about())
        .text("kind", question.kind() == null ? null : question.kind().name())
        .text("outcome", question.outcome() == null ? null : question.outcome().name())
        .integer("most", most)
        .list(AuditRows::entry);
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    int seal = row.getInt("seal");
    boolean sealed = !row.wasNull();
    return new AuditEntry(
        row.getObject("id", UUID.class),
        Objects.requireNonNull(Rows.instant(row, "at")),
        new Actor(Actor.Kind.valueOf(row.getString("actor")), Rows.uuid(row, "actor_id")),
        row.getString("network"),
        AuditKind.valueOf(row.getString("kind")),
        row.getString("deed"),
        Arrays.asList((UUID[]) row.getArray("ids").getArray()),
        AuditOutcome.valueOf(row.getString("outcome")),
        row.getString("reason"),
        sealed ? seal : null);
  }
}
