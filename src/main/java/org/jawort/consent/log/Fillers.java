package org.jawort.consent.log;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;

/**
 * Entries that are about nothing: seen from outside they are like any other, so that the number of
 * a night's entries tells nothing. Each opens as what it is, so that whoever takes an event away
 * cannot say that there was none.
 */
final class Fillers {
  private static final CanonicalRecord NOTHING =
      CanonicalRecord.parse("{\"type\":\"NOTHING\",\"v\":1}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Fillers() {}

  private record Filler(UUID id, byte[] salt) {}

  private static byte[] commitment(byte[] salt) {
    return NOTHING.commitment(salt);
  }

  /** Makes some, which wait for their place from then on. */
  static void add(Connection connection, int count, Ids ids) throws SQLException {
    String sql =
        """
        INSERT INTO log_filler (id, salt) SELECT * FROM unnest(:id::uuid[], :salt::bytea[])
        """;
    List<Filler> fillers =
        Stream.generate(() -> new Filler(ids.next(), salt())).limit(count).toList();
    Rows.batch(connection, sql, fillers)
        .uuids("id", Filler::id)
        .byteas("salt", Filler::salt)
        .update();
  }

  private static byte[] salt() {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    return salt;
  }

  /**
   * Gives places to those that wait, in the sealer's transaction.
   *
   * @param first place that is free
   * @param most how many there are
   * @return their commitments, in the order of their places
   */
  static List<byte[]> place(Connection connection, long first, int most) throws SQLException {
    List<Filler> waiting =
        Rows.sql(
                connection,
                "SELECT id, salt FROM log_filler WHERE position IS NULL ORDER BY id LIMIT :most")
            .integer("most", most)
            .list(row -> new Filler(row.getObject("id", UUID.class), row.getBytes("salt")));
    if (waiting.isEmpty()) {
      return List.of();
    }
    String sql =
        """
        UPDATE log_filler f SET position = u.position
        FROM unnest(:id::uuid[], :position::bigint[]) u (id, position) WHERE f.id = u.id
        """;
    Iterator<Long> positions = LongStream.range(first, first + waiting.size()).iterator();
    Rows.batch(connection, sql, waiting)
        .uuids("id", Filler::id)
        .bigints("position", filler -> positions.next())
        .update();
    return waiting.stream().map(filler -> commitment(filler.salt())).toList();
  }

  /** Whether each stands where it says, and nothing of an event does. */
  static void examine(Connection connection, Consumer<LogFinding> findings) throws SQLException {
    String sql =
        """
        SELECT f.position, f.salt,
               substring(b.content FROM (f.position & 255)::int * %d + 3 FOR 32) AS entry
        FROM log_filler f LEFT JOIN log_bundle b ON b.index = f.position >> 8
        WHERE f.position IS NOT NULL ORDER BY f.position
        """
            .formatted(LogRows.IN_BUNDLE);
    var wrong = new ArrayList<Long>();
    Rows.sql(connection, sql)
        .each(
            row -> {
              if (!Arrays.equals(commitment(row.getBytes("salt")), row.getBytes("entry"))) {
                wrong.add(row.getLong("position"));
              }
            });
    if (!wrong.isEmpty()) {
      findings.accept(
          LogFinding.bad(
              "log: %,d entries are said to be about nothing and are not, the first at %,d",
              wrong.size(), wrong.getFirst()));
    }
  }
}
