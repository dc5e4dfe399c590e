package org.jawort.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages of changes among hundreds of thousands: whichever is read, by an index, and no more. */
class ChangesPlanTest {
  private static final int ROWS = 200_000;
  private static final int PAGE = 200;
  private static final TestServer SERVER = TestServer.guest();
  private static final TenantId TENANT = SERVER.tenant();

  @BeforeAll
  static void fill() throws Exception {
    SERVER.asSuperuser(
        """
        INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
        SELECT '%1$s', gen_random_uuid(), 'de', 'IMPORT', now(), now()
        FROM generate_series(1, %2$d);
        INSERT INTO contact_change (tenant_id, changed_in, at, contacts)
        SELECT '%1$s', (1000 + n / 10)::text::xid8, now(), ARRAY [gen_random_uuid()]
        FROM generate_series(1, %2$d) n;
        ANALYZE contact, contact_change;
        """
            .formatted(TENANT.value(), ROWS));
  }

  private static String plan(String sql, Bound bound) {
    List<String> lines =
        SERVER
            .bean(Database.class)
            .read(
                TENANT,
                connection ->
                    bound
                        .to(
                            Rows.sql(connection, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) " + sql)
                                .uuid("tenant", TENANT.value())
                                .integer("most", PAGE))
                        .plannedAnew()
                        .list(row -> row.getString(1)));
    return String.join("\n", lines);
  }

  private interface Bound {
    NamedStatement<?> to(NamedStatement<?> statement);
  }

  private static String changes(long from) {
    return plan(
        ContactChanges.ENTRIES,
        sql ->
            sql.bigint("from", from)
                .bigint("oldest", Long.MAX_VALUE / 2)
                .uuid("row", ChangePosition.FIRST)
                .integer("entry", 0)
                .integer("rows", PAGE + 1));
  }

  @Test
  @DisplayName("B-10 the first page of changes, one in the middle and the last are read by the key")
  void pages() {
    for (long from : List.of(0L, 1_000L + ROWS / 20, 1_000L + ROWS / 10)) {
      assertThat(changes(from)).contains("contact_change_pkey").doesNotContain("Seq Scan");
      assertThat(changes(from)).doesNotContain("Rows Removed by Filter");
    }
  }

  @Test
  @DisplayName("B-10 the first way past all contacts goes by their key")
  void walk() {
    for (UUID behind : List.of(ChangePosition.FIRST, new UUID(Long.MIN_VALUE, 0))) {
      assertThat(plan(ContactChanges.WALK, sql -> sql.uuid("behind", behind)))
          .contains("contact_pkey")
          .doesNotContain("Seq Scan");
    }
  }
}
