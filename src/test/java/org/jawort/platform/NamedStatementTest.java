package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values by name, as PostgreSQL takes them. */
class NamedStatementTest {
  private final TestServer server = TestServer.shared();
  private final Database database = server.bean(Database.class);
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();

  /** A row of each type. */
  private record Row(
      @Nullable UUID id,
      @Nullable String text,
      @Nullable Integer number,
      @Nullable Long large,
      @Nullable Boolean yes,
      @Nullable Instant at,
      byte @Nullable [] bytes) {}

  private static final Row FULL =
      new Row(
          UUID.fromString("0199a000-0000-7000-8000-000000000001"),
          "it's {\"a\", \\} :no ?",
          -7,
          1L << 40,
          true,
          Instant.parse("2026-02-03T04:05:06.789012Z"),
          new byte[] {0, 1, (byte) 0xff});

  private static final Row EMPTY = new Row(null, null, null, null, null, null, null);

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("text"),
        row.getObject("number", Integer.class),
        row.getObject("large", Long.class),
        row.getObject("yes", Boolean.class),
        Rows.instant(row, "at"),
        row.getBytes("bytes"));
  }

  @Test
  void arraysCarryEachColumnOfEachRowWithWhatIsMissing() {
    String sql =
        """
        SELECT r.* FROM unnest(:id::uuid[], :text::text[], :number::int[], :large::bigint[],
                               :yes::boolean[], :at::timestamptz[], :bytes::bytea[])
          WITH ORDINALITY AS r (id, text, number, large, yes, at, bytes, place)
        ORDER BY r.place
        """;

    List<Row> read =
        database.read(
            tenant,
            connection ->
                Rows.batch(connection, sql, List.of(FULL, EMPTY, FULL))
                    .bools("yes", Row::yes)
                    .uuids("id", Row::id)
                    .texts("text", Row::text)
                    .integers("number", Row::number)
                    .bigints("large", Row::large)
                    .instants("at", Row::at)
                    .byteas("bytes", Row::bytes)
                    .list(NamedStatementTest::read));

    assertThat(read)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(FULL, EMPTY, FULL);
  }

  private Row single(Row given) {
    String sql =
        """
        SELECT :id::uuid AS id, :text::text AS text, :number::int AS number,
               :large::bigint AS large, :yes::boolean AS yes, :at::timestamptz AS at,
               :bytes::bytea AS bytes
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("id", given.id())
                .text("text", given.text())
                .integer("number", given.number())
                .bigint("large", given.large())
                .bool("yes", Boolean.TRUE.equals(given.yes()))
                .instant("at", given.at())
                .bytea("bytes", given.bytes())
                .only(NamedStatementTest::read));
  }

  @Test
  void singleValuesComeAsTheyAre() {
    assertThat(single(FULL)).usingRecursiveComparison().isEqualTo(FULL);
    assertThat(single(EMPTY))
        .usingRecursiveComparison()
        .isEqualTo(new Row(null, null, null, null, false, null, null));
  }

  @Test
  void aNameMayStandSeveralTimes() {
    String sql = "SELECT :a || :b || :a || ':a' -- :c";

    String said =
        database.read(
            tenant,
            connection ->
                Rows.sql(connection, sql)
                    .text("b", "-")
                    .text("a", "x")
                    .only(row -> row.getString(1)));

    assertThat(said).isEqualTo("x-x:a");
  }

  @Test
  void arraysOfOthersStandBesideThoseOfTheRows() {
    String sql = "SELECT n FROM unnest(:n::int[]) n WHERE n::text = ANY (:wanted) ORDER BY n";

    List<Integer> found =
        database.read(
            tenant,
            connection ->
                Rows.batch(connection, sql, List.of(1, 2, 3))
                    .integers("n", n -> n)
                    .texts("wanted", List.of("3", "2", "9"), text -> text)
                    .list(row -> row.getInt(1)));

    assertThat(found).containsExactly(2, 3);
  }

  @Test
  void answersAreReadAsOneAsksForThem() {
    database.read(
        tenant,
        connection -> {
          String sql = "SELECT n FROM generate_series(1, :most) n";
          assertThat(Rows.sql(connection, sql).integer("most", 3).first(row -> row.getInt(1)))
              .contains(1);
          assertThat(Rows.sql(connection, sql).integer("most", 0).first(row -> row.getInt(1)))
              .isEqualTo(Optional.empty());
          assertThat(Rows.sql(connection, sql).integer("most", 1).any()).as("any of one").isTrue();
          assertThat(Rows.sql(connection, sql).integer("most", 0).any())
              .as("any of none")
              .isFalse();
          assertThat(
                  Rows.sql(connection, sql)
                      .integer("most", 700)
                      .fetchSize(100)
                      .list(row -> row.getInt(1)))
              .hasSize(700);
          assertThatThrownBy(
                  () -> Rows.sql(connection, sql).integer("most", 0).only(row -> row.getInt(1)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("no answer to: " + sql);
          return null;
        });
  }

  @Test
  void aChangeTellsHowManyRowsItConcerned() {
    String sql = "UPDATE tenant SET id = id WHERE id = ANY (:ids)";
    List<UUID> ids = Arrays.asList(tenant.value(), UUID.randomUUID());

    int changed =
        database.write(
            tenant, connection -> Rows.batch(connection, sql, ids).uuids("ids", id -> id).update());

    assertThat(changed).isEqualTo(1);
  }

  @Test
  void manyRowsComeBackFromAPlanOfTheirOwn() {
    List<Integer> numbers = IntStream.range(0, 1_000).boxed().toList();
    String sql = "SELECT n FROM unnest(:n::int[]) n";

    List<Integer> found =
        database.read(
            tenant,
            connection ->
                Rows.batch(connection, sql, numbers)
                    .integers("n", n -> n)
                    .plannedAnewForMany()
                    .list(row -> row.getInt(1)));

    assertThat(found).isEqualTo(numbers);
  }

  @Test
  void whatDoesNotFitTheStatementIsSaid() {
    String sql = "SELECT :a, :b";
    database.read(
        tenant,
        connection -> {
          assertThatThrownBy(() -> Rows.sql(connection, sql).text("a", "1").any())
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("no value of :b for: " + sql);
          assertThatThrownBy(() -> Rows.sql(connection, sql).text("c", "1"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("no :c in: " + sql);
          assertThatThrownBy(() -> Rows.sql(connection, sql).text("a", "1").text("a", "1"))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage("a second value of :a for: " + sql);
          assertThat(Rows.sql(connection, sql).text("a", "1").text("b", null).any())
              .as("the connection goes on after that")
              .isTrue();
          return null;
        });
  }
}
