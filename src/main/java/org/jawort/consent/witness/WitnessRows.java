package org.jawort.consent.witness;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.log.WitnessKey;
import org.jawort.consent.log.WitnessList;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the nodes know together about the witnesses. */
@Component
class WitnessRows {
  /** Longer than a turn takes; what a dead node had claimed comes free then. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /**
   * Has a row for each that is set and for no other; a refusal stays until the witness is asked.
   */
  void begin(Connection connection, List<WitnessList.Witness> witnesses, Instant now)
      throws SQLException {
    Rows.batch(connection, "DELETE FROM log_witness WHERE vkey <> ALL (:vkeys)", witnesses)
        .texts("vkeys", witness -> witness.key().toString())
        .update();
    String sql =
        """
        INSERT INTO log_witness AS w (vkey, state, since)
        SELECT vkey, 'UNASKED', :now FROM unnest(:vkeys::text[]) v (vkey)
        ON CONFLICT (vkey) DO UPDATE
        SET state = CASE w.state WHEN 'REFUSES' THEN w.state ELSE 'UNASKED' END,
            since = :now, failures = 0, due_at = NULL, claimed_until = NULL
        """;
    Rows.batch(connection, sql, witnesses)
        .texts("vkeys", witness -> witness.key().toString())
        .instant("now", now)
        .update();
  }

  /**
   * Takes the turn to ask a witness, where there is something to ask and no other node does.
   *
   * @return how many entries of the log it has seen, by its own word
   */
  Optional<Long> claim(Connection connection, WitnessKey witness, Instant now) throws SQLException {
    String sql =
        """
        UPDATE log_witness w SET claimed_until = :until
        FROM (SELECT c.size, split_part(c.note, E'\\n', 1) AS origin FROM log_checkpoint c
              ORDER BY c.size DESC LIMIT 1) head
        WHERE w.vkey = :vkey AND coalesce(w.claimed_until <= :now, true)
          AND coalesce(w.due_at <= :now, true)
          AND (w.state <> 'COSIGNS' OR NOT EXISTS (
            SELECT FROM log_cosignature s
            WHERE s.origin = head.origin AND s.size = head.size AND s.vkey = w.vkey))
        RETURNING CASE WHEN w.origin = head.origin THEN w.size ELSE 0 END
        """;
    return Rows.sql(connection, sql)
        .instant("until", now.plus(LEASE))
        .text("vkey", witness.toString())
        .instant("now", now)
        .first(row -> row.getLong(1));
  }

  /**
   * What a turn came to.
   *
   * @param size how many entries of the log of that origin it has seen now
   * @param said to the operator, in words
   * @param evidence a checkpoint that we signed and that contradicts the log
   * @param dueAt when to ask again at the earliest
   */
  record Result(
      WitnessState state,
      String origin,
      long size,
      @Nullable String said,
      @Nullable String evidence,
      @Nullable Instant dueAt) {}

  /** Ends the turn; tells what the state was before. */
  WitnessState end(Connection connection, WitnessKey witness, Result result, Instant now)
      throws SQLException {
    String before = "SELECT state FROM log_witness WHERE vkey = :vkey FOR UPDATE";
    Optional<String> state =
        Rows.sql(connection, before)
            .text("vkey", witness.toString())
            .first(row -> row.getString(1));
    String sql =
        """
        UPDATE log_witness
        SET since = CASE state WHEN :state THEN since ELSE :now END, state = :state,
            origin = :origin, size = :size, said = :said, evidence = :evidence, due_at = :due,
            failures = CASE :state WHEN 'COSIGNS' THEN 0 ELSE least(failures + 1, 100) END,
            claimed_until = NULL
        WHERE vkey = :vkey
        """;
    Rows.sql(connection, sql)
        .text("state", result.state().name())
        .instant("now", now)
        .text("origin", result.origin())
        .bigint("size", result.size())
        .text("said", result.said())
        .text("evidence", result.evidence())
        .instant("due", result.dueAt())
        .text("vkey", witness.toString())
        .update();
    return state.map(WitnessState::valueOf).orElse(result.state());
  }

  /** How often in a row it gave no cosignature. */
  int failures(Connection connection, WitnessKey witness) throws SQLException {
    String sql = "SELECT coalesce(max(failures), 0) FROM log_witness WHERE vkey = :vkey";
    return Rows.sql(connection, sql).text("vkey", witness.toString()).only(row -> row.getInt(1));
  }
}
