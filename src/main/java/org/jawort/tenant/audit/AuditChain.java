package org.jawort.tenant.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** The seals of a tenant from the first on, each held against its entries and the one before. */
public final class AuditChain {
  /** Nothing is deleted sooner; a little less than three months of any length. */
  private static final Duration SHORTEST = Duration.ofDays(88);

  private final Connection connection;
  private final TenantId tenant;
  private byte[] previous = new byte[32];
  private int number;

  /** Reads in the given transaction. */
  public AuditChain(Connection connection, TenantId tenant) {
    this.connection = connection;
    this.tenant = tenant;
  }

  /** All seals, the oldest first. */
  public List<AuditHead> heads() throws SQLException {
    String sql = "SELECT * FROM audit_seal WHERE tenant_id = :tenant ORDER BY number";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).list(AuditSeals::head);
  }

  /** What is wrong with the next seal, in a line; empty where all is well. */
  public Optional<String> fault(AuditHead head) throws SQLException {
    byte[] before = previous;
    int expected = number + 1;
    previous = head.head();
    number = head.number();
    if (head.number() != expected || !Arrays.equals(head.previous(), before)) {
      return Optional.of("seal %,d does not go on from the one before".formatted(head.number()));
    }
    Ended ended = ended(head);
    if (ended.at() != null) {
      return ended.early()
          ? Optional.of("entries of seal %,d were deleted before their time".formatted(number))
          : Optional.empty();
    }
    List<AuditEntry> entries = entries(head);
    boolean same = Arrays.equals(AuditSeals.hash(before, number, entries), head.head());
    return entries.size() == head.entries() && same
        ? Optional.empty()
        : Optional.of(
            "entries of seal %,d were changed, added or taken out".formatted(head.number()));
  }

  /** When its entries were deleted, and whether that was too soon or is yet to come. */
  private record Ended(@Nullable Instant at, boolean early) {
    static Ended of(ResultSet row) throws SQLException {
      Instant at = Rows.instant(row, "ended_at");
      Instant last = Rows.instant(row, "last_at");
      boolean early = at != null && last != null && at.isBefore(last.plus(SHORTEST));
      return new Ended(at, early || row.getBoolean("ahead"));
    }
  }

  private Ended ended(AuditHead head) throws SQLException {
    String sql =
        """
        SELECT ended_at, last_at, coalesce(ended_at > now() + interval '1 day', false) AS ahead
        FROM audit_seal WHERE tenant_id = :tenant AND number = :number
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("number", head.number())
        .only(Ended::of);
  }

  private List<AuditEntry> entries(AuditHead head) throws SQLException {
    String sql = "SELECT * FROM audit_entry WHERE tenant_id = :tenant AND seal = :number";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("number", head.number())
        .list(AuditRows::entry);
  }
}
