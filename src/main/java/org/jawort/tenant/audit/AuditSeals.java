package org.jawort.tenant.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals what was written since the day before, in a chain of hashes for each tenant. */
@Component
public class AuditSeals {
  /** From one seal to the next. */
  public static final Duration PERIOD = Duration.ofDays(1);

  private static final int MOST = 50_000;
  private static final byte[] NONE = new byte[32];
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Ids ids;

  AuditSeals(Ids ids) {
    this.ids = ids;
  }

  /**
   * Seals what is not sealed yet, inside the running transaction; empty where the last seal is
   * younger than a day, or there is nothing.
   */
  public Optional<AuditHead> sealDue(Connection connection, TenantId tenant, Instant now)
      throws SQLException {
    Rows.sql(connection, "SELECT FROM tenant WHERE id = :tenant FOR NO KEY UPDATE")
        .uuid("tenant", tenant.value())
        .execute();
    Optional<AuditHead> last = last(connection, tenant);
    if (last.isPresent() && last.get().sealedAt().plus(PERIOD).isAfter(now)) {
      return Optional.empty();
    }
    int number = last.map(head -> head.number() + 1).orElse(1);
    List<AuditEntry> taken = take(connection, tenant, number);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    byte[] previous = last.map(AuditHead::head).orElse(NONE);
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    byte[] hash = hash(previous, number, taken);
    var head = new AuditHead(tenant, number, ids.next(), taken.size(), previous, hash, salt, at);
    insert(connection, head, taken);
    return Optional.of(head);
  }

  private static Optional<AuditHead> last(Connection connection, TenantId tenant)
      throws SQLException {
    String sql = "SELECT * FROM audit_seal WHERE tenant_id = :tenant ORDER BY number DESC LIMIT 1";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).first(AuditSeals::head);
  }

  private static List<AuditEntry> take(Connection connection, TenantId tenant, int number)
      throws SQLException {
    String sql =
        """
        UPDATE audit_entry SET seal = :number
        WHERE tenant_id = :tenant AND seal IS NULL AND id IN (
          SELECT id FROM audit_entry WHERE tenant_id = :tenant AND seal IS NULL
          ORDER BY id LIMIT :most)
        RETURNING *
        """;
    return new ArrayList<>(
        Rows.sql(connection, sql)
            .integer("number", number)
            .uuid("tenant", tenant.value())
            .integer("most", MOST)
            .list(AuditRows::entry));
  }

  /**
   * The hash of a seal.
   *
   * @param entries of it, in any order
   */
  public static byte[] hash(byte[] previous, int number, List<AuditEntry> entries) {
    Stream<byte[]> before =
        Stream.of(previous, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    Stream<byte[]> these =
        entries.stream()
            .sorted(Comparator.comparing(entry -> entry.id().toString()))
            .map(entry -> Sha256.of(line(entry).getBytes(StandardCharsets.UTF_8)));
    return Sha256.of(Stream.concat(before, these).toArray(byte[][]::new));
  }

  /** All that an entry says, a line each; none of it holds a line break. */
  private static String line(AuditEntry entry) {
    return String.join(
        "\n",
        entry.id().toString(),
        entry.at().truncatedTo(ChronoUnit.MICROS).toString(),
        entry.actor().kind().name(),
        said(entry.actor().id()),
        said(entry.network()),
        entry.kind().name(),
        entry.deed(),
        entry.ids().stream().map(UUID::toString).collect(Collectors.joining(",")),
        entry.outcome().name(),
        said(entry.reason()));
  }

  private static String said(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static void insert(Connection connection, AuditHead head, List<AuditEntry> taken)
      throws SQLException {
    String sql =
        """
        INSERT INTO audit_seal (tenant_id, number, id, entries, last_at, previous, head, salt,
                                sealed_at)
        VALUES (:tenant, :number, :id, :entries, :lastAt, :previous, :head, :salt, :sealedAt)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", head.tenant().value())
        .integer("number", head.number())
        .uuid("id", head.id())
        .integer("entries", head.entries())
        .instant(
            "lastAt",
            taken.stream().map(AuditEntry::at).max(Comparator.naturalOrder()).orElseThrow())
        .bytea("previous", head.previous())
        .bytea("head", head.head())
        .bytea("salt", head.salt())
        .instant("sealedAt", head.sealedAt())
        .update();
  }

  /** The heads of these ids; ids of anything else are left out. */
  public static List<AuditHead> heads(
      Connection connection, Collection<TenantId> tenants, Collection<UUID> ids)
      throws SQLException {
    String sql = "SELECT * FROM audit_seal WHERE tenant_id = ANY (:tenants) AND id = ANY (:ids)";
    return Rows.sql(connection, sql)
        .uuids("tenants", tenants, TenantId::value)
        .uuids("ids", ids, id -> id)
        .list(AuditSeals::head);
  }

  static AuditHead head(ResultSet row) throws SQLException {
    return new AuditHead(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        row.getInt("number"),
        row.getObject("id", UUID.class),
        row.getInt("entries"),
        row.getBytes("previous"),
        row.getBytes("head"),
        row.getBytes("salt"),
        Objects.requireNonNull(Rows.instant(row, "sealed_at")));
  }
}
