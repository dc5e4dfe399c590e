package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditChain;
import org.jawort.tenant.audit.AuditHead;
import org.jspecify.annotations.Nullable;

/** Does the audit log of a tenant say what its heads in the transparency log say? */
final class AuditWalk {
  private final Connection connection;
  private final TenantId tenant;
  private final Consumer<LogFinding> findings;
  private long entries;
  private boolean good = true;

  AuditWalk(Connection connection, TenantId tenant, Consumer<LogFinding> findings) {
    this.connection = connection;
    this.tenant = tenant;
    this.findings = findings;
  }

  void walk() throws SQLException {
    var chain = new AuditChain(connection, tenant);
    List<AuditHead> heads = chain.heads();
    for (AuditHead head : heads) {
      chain.fault(head).ifPresent(this::bad);
      sealed(head);
      entries += head.entries();
    }
    if (good && !heads.isEmpty()) {
      findings.accept(
          LogFinding.good(
              "audit: tenant %s, %,d entries under %,d seals are what the log says",
              tenant.value(), entries, heads.size()));
    }
  }

  private void sealed(AuditHead head) throws SQLException {
    byte @Nullable [] commitment = commitment(head.id());
    if (commitment == null) {
      if (!waits(head.id())) {
        bad("seal %,d has no place in the transparency log".formatted(head.number()));
      }
    } else if (!Arrays.equals(commitment, AuditRecord.commitment(head))) {
      bad("seal %,d is not what the transparency log says".formatted(head.number()));
    }
  }

  private byte @Nullable [] commitment(UUID id) throws SQLException {
    String sql = "SELECT commitment FROM log_entry WHERE tenant_id = :tenant AND event_id = :id";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .first(row -> row.getBytes(1))
        .orElse(null);
  }

  private boolean waits(UUID id) throws SQLException {
    String sql = "SELECT 1 FROM log_pending WHERE tenant_id = :tenant AND event_id = :id";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .first(row -> true)
        .isPresent();
  }

  private void bad(String what) {
    good = false;
    findings.accept(LogFinding.bad("audit: tenant %s, %s", tenant.value(), what));
  }
}
