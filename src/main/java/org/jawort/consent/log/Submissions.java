package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/** What the log has to hand to its witnesses, inside the running transaction. */
@Component
public class Submissions {
  private final LogRows rows;

  Submissions(LogRows rows) {
    this.rows = rows;
  }

  /** The newest checkpoint, with the signatures of the log alone. */
  public SignedNote newest(Connection connection) throws SQLException {
    return SignedNote.parse(rows.head(connection).note());
  }

  /**
   * Shows that the log goes on from what a witness has seen.
   *
   * @param seen how many entries it had then; none are shown where that is not fewer than now
   */
  public AddCheckpoint since(Connection connection, long seen, SignedNote newest)
      throws SQLException {
    long size = Checkpoint.parse(newest.text()).size();
    if (seen == 0 || seen >= size) {
      return new AddCheckpoint(Math.min(seen, size), List.of(), newest);
    }
    var tiles = LogReads.tiles(connection, TileTree.needed(seen - 1, size));
    return new AddCheckpoint(seen, new TileTree(size, tiles).consistency(seen), newest);
  }

  /**
   * Shows a witness the newest that it has cosigned itself, where it says that it has seen less:
   * with its own signature, which tells it that it was set back.
   *
   * @param seen how many entries it says it has seen
   */
  public Optional<AddCheckpoint> reminder(Connection connection, WitnessKey witness, long seen)
      throws SQLException {
    String sql =
        """
        SELECT c.note, s.line FROM log_cosignature s JOIN log_checkpoint c USING (size)
        WHERE s.vkey = :vkey AND s.origin = :origin AND s.size > :seen
        ORDER BY s.size DESC LIMIT 1
        """;
    Optional<SignedNote> cosigned =
        Rows.sql(connection, sql)
            .text("vkey", witness.toString())
            .text("origin", Checkpoint.parse(newest(connection).text()).origin())
            .bigint("seen", seen)
            .first(
                row ->
                    SignedNote.parse(row.getString("note"))
                        .with(SignedNote.lines(row.getString("line"))));
    return cosigned.isEmpty()
        ? Optional.empty()
        : Optional.of(since(connection, seen, cosigned.get()));
  }

  /** Tells whether this log signed a checkpoint, by its present name. */
  public boolean signed(Connection connection, String note) throws SQLException {
    return WitnessEvidence.isOurs(note, rows.keys(connection));
  }

  /** Keeps what a witness has cosigned; the first of its lines, which has the earliest time. */
  public void keep(
      Connection connection, WitnessKey witness, SignedNote cosigned, SignedNote.Line line)
      throws SQLException {
    Checkpoint checkpoint = Checkpoint.parse(cosigned.text());
    String sql =
        """
        INSERT INTO log_cosignature (origin, size, vkey, line, cosigned_at)
        VALUES (:origin, :size, :vkey, :line, :at) ON CONFLICT DO NOTHING
        """;
    Rows.sql(connection, sql)
        .text("origin", checkpoint.origin())
        .bigint("size", checkpoint.size())
        .text("vkey", witness.toString())
        .text("line", line.toString())
        .instant("at", WitnessKey.time(line.signature()))
        .update();
  }
}
