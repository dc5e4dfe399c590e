package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jawort.platform.Rows;

/** Looks at what the witnesses made of the log: what they said last, and all that they cosigned. */
final class WitnessWalk {
  private static final int ROWS = 256;

  private final WitnessList witnesses;
  private int answering;

  WitnessWalk(WitnessList witnesses) {
    this.witnesses = witnesses;
  }

  void walk(Connection connection, LogKey newest, Consumer<LogFinding> findings)
      throws SQLException {
    for (WitnessList.Witness witness : witnesses.all()) {
      state(connection, witness.key(), newest.verifierKey().name(), findings);
    }
    if (answering < witnesses.needed()) {
      findings.accept(
          LogFinding.bad(
              "log: %d of its witnesses cosign, and JAWORT_WITNESSES needs %d; until then no proof is witnessed",
              answering, witnesses.needed()));
    }
    cosignatures(connection, findings);
  }

  private void state(
      Connection connection, WitnessKey key, String origin, Consumer<LogFinding> findings)
      throws SQLException {
    String sql =
        """
        SELECT w.state, w.since, w.said,
               (SELECT max(s.size) FROM log_cosignature s
                WHERE s.vkey = w.vkey AND s.origin = :origin) AS size
        FROM log_witness w WHERE w.vkey = :vkey
        """;
    findings.accept(
        Rows.sql(connection, sql)
            .text("vkey", key.toString())
            .text("origin", origin)
            .first(row -> finding(row, key.name()))
            .orElseGet(
                () ->
                    LogFinding.note(
                        "log: the witness %s was not asked yet; jawort serve asks it",
                        key.name())));
  }

  private LogFinding finding(ResultSet row, String name) throws SQLException {
    String said = row.getString("said");
    return switch (row.getString("state")) {
      case "COSIGNS" -> {
        answering++;
        yield LogFinding.good(
            "log: the witness %s has cosigned it up to %,d entries", name, row.getLong("size"));
      }
      case "UNASKED" -> LogFinding.note("log: the witness %s was not asked since the start", name);
      case "REFUSES" -> LogFinding.bad("log: the witness %s refuses it. %s", name, said);
      default ->
          LogFinding.note(
              "log: the witness %s has not cosigned since %s: %s",
              name, row.getTimestamp("since").toInstant(), said);
    };
  }

  private static void cosignatures(Connection connection, Consumer<LogFinding> findings)
      throws SQLException {
    String sql =
        """
        SELECT s.size, s.vkey, s.line, c.note FROM log_cosignature s
        JOIN log_checkpoint c ON c.size = s.size AND split_part(c.note, E'\\n', 1) = s.origin
        ORDER BY s.size
        """;
    var wrong = new FewOf("cosignatures that are wrong", findings);
    try (ResultSet row = Rows.sql(connection, sql).fetchSize(ROWS).open()) {
      while (row.next()) {
        if (!isRight(row)) {
          wrong.add(
              "log: what stands for the witness %s at the checkpoint of %,d entries is no cosignature of it",
              row.getString("vkey"), row.getLong("size"));
        }
      }
    }
    wrong.sum();
  }

  private static boolean isRight(ResultSet row) throws SQLException {
    try {
      SignedNote note =
          SignedNote.parse(row.getString("note")).with(SignedNote.lines(row.getString("line")));
      return note.askedOf(WitnessKey.parse(row.getString("vkey"))) == SignedNote.Answer.SIGNED;
    } catch (MalformedException e) {
      return false;
    }
  }
}
