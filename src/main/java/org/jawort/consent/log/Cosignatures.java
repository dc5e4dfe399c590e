package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/**
 * What witnesses made of checkpoints, as it is shown to others: nothing at all while one of them
 * refuses the log, and nothing of one that was not asked since the start.
 */
@Component
class Cosignatures {
  private final Database database;
  private final WitnessList witnesses;

  Cosignatures(Database database, WitnessList witnesses) {
    this.database = database;
    this.witnesses = witnesses;
  }

  /** Tells whether a witness says that the log contradicts what it has seen. */
  boolean isRefused() {
    String sql = "SELECT EXISTS (SELECT FROM log_witness WHERE state = 'REFUSES')";
    return !witnesses.all().isEmpty()
        && database.read(
            Set.of(), connection -> Rows.sql(connection, sql).only(row -> row.getBoolean(1)));
  }

  /** The lines that belong behind a checkpoint. */
  List<SignedNote.Line> of(Connection connection, String note) throws SQLException {
    var lines = new ArrayList<SignedNote.Line>();
    if (witnesses.all().isEmpty()) {
      return lines;
    }
    Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
    String sql =
        """
        SELECT s.line FROM log_cosignature s JOIN log_witness w USING (vkey)
        WHERE s.origin = :origin AND s.size = :size AND w.state <> 'UNASKED'
          AND NOT EXISTS (SELECT FROM log_witness WHERE state = 'REFUSES')
        ORDER BY s.cosigned_at, s.vkey
        """;
    Rows.sql(connection, sql)
        .text("origin", checkpoint.origin())
        .bigint("size", checkpoint.size())
        .each(row -> lines.addAll(lines(row.getString("line"))));
    return lines;
  }

  /** What somebody else wrote into the row must not make the note unreadable. */
  private static List<SignedNote.Line> lines(String line) {
    try {
      return SignedNote.lines(line);
    } catch (MalformedException e) {
      return List.of();
    }
  }

  /** The size of the newest checkpoint of the newest key that enough of them cosigned. */
  OptionalLong newest(Connection connection, long entries) throws SQLException {
    if (witnesses.all().isEmpty()) {
      return OptionalLong.empty();
    }
    String sql =
        """
        SELECT s.size FROM log_cosignature s
        JOIN log_witness w USING (vkey)
        JOIN log_checkpoint c ON c.size = s.size
        JOIN log_key k ON k.generation = c.generation
        WHERE s.origin = split_part(k.vkey, '+', 1) AND s.size >= :entries
          AND k.generation = (SELECT max(generation) FROM log_key) AND w.state <> 'UNASKED'
          AND NOT EXISTS (SELECT FROM log_witness WHERE state = 'REFUSES')
        GROUP BY s.size HAVING count(*) >= :needed ORDER BY s.size DESC LIMIT 1
        """;
    return Rows.sql(connection, sql)
        .bigint("entries", entries)
        .integer("needed", witnesses.needed())
        .first(row -> row.getLong("size"))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /** Tells whether enough of them answer, or were not asked yet. */
  boolean areToCome(Connection connection) throws SQLException {
    if (witnesses.all().isEmpty()) {
      return false;
    }
    String sql =
        """
        SELECT count(*) FILTER (WHERE state IN ('UNASKED', 'COSIGNS')) >= :needed
               AND count(*) FILTER (WHERE state = 'REFUSES') = 0
        FROM log_witness
        """;
    return Rows.sql(connection, sql)
        .integer("needed", witnesses.needed())
        .only(row -> row.getBoolean(1));
  }
}
