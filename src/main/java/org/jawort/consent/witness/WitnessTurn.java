package org.jawort.consent.witness;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.Checkpoint;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.Submissions;
import org.jawort.consent.log.WitnessList.Witness;
import org.jawort.platform.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a witness to cosign the newest checkpoint. While it is asked no transaction is open, and
 * sealing goes on.
 */
@Component
class WitnessTurn {
  private static final Logger LOG = LoggerFactory.getLogger(WitnessTurn.class);

  /** It may say another size than we remember, and somebody else may have asked meanwhile. */
  private static final int CALLS = 4;

  private static final String SET_BACK =
      "it was set back to an older state and signs no more; its operator has to restore the newest";

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final Submissions submissions;
  private final WitnessRows rows;
  private final WitnessCalls calls;
  private final InstantSource clock;

  WitnessTurn(
      Database database,
      Submissions submissions,
      WitnessRows rows,
      WitnessCalls calls,
      InstantSource clock) {
    this.database = database;
    this.submissions = submissions;
    this.rows = rows;
    this.calls = calls;
    this.clock = clock;
  }

  /** Does so where there is something to ask. */
  void take(Witness witness) {
    Optional<Long> seen =
        database.write(
            Set.of(), connection -> rows.claim(connection, witness.key(), clock.instant()));
    seen.ifPresent(size -> ask(witness, size));
  }

  private void ask(Witness witness, long remembered) {
    long seen = remembered;
    for (int call = 1; call <= CALLS; call++) {
      AddCheckpoint request = request(seen);
      Checkpoint checkpoint = request.checkpoint();
      switch (calls.ask(witness.prefix(), request)) {
        case WitnessAnswer.Cosigned(List<SignedNote.Line> lines) -> {
          cosigned(witness, request, lines);
          return;
        }
        case WitnessAnswer.HasSeen(long size) when size > checkpoint.size() -> {
          refused(
              witness,
              checkpoint,
              "It has seen %,d entries, and the log has %,d: the database was restored from an older state, or rows were removed."
                  .formatted(size, checkpoint.size()));
          return;
        }
        case WitnessAnswer.HasSeen(long size) when size != request.old() -> {
          if (size < remembered && isSetBack(witness, size, remembered)) {
            end(witness, WitnessState.FAILS, checkpoint.origin(), remembered, SET_BACK, null);
            return;
          }
          seen = size;
        }
        case WitnessAnswer.HasSeen(long size) -> call = CALLS;
        case WitnessAnswer.SetBack() -> {
          end(witness, WitnessState.FAILS, checkpoint.origin(), remembered, SET_BACK, null);
          return;
        }
        case WitnessAnswer.Inconsistent() -> {
          refused(
              witness,
              checkpoint,
              "The log of %,d entries does not go on from the %,d that it has seen: the database was forked or rewritten."
                  .formatted(checkpoint.size(), request.old()));
          return;
        }
        case WitnessAnswer.UnknownLog(int status) -> {
          String said =
              "it does not know the log %s or its key (status %d); its operator has to name them"
                  .formatted(checkpoint.origin(), status);
          end(witness, WitnessState.UNKNOWN_LOG, checkpoint.origin(), seen, said, null);
          return;
        }
        case WitnessAnswer.Failure(String why) -> {
          end(witness, WitnessState.FAILS, checkpoint.origin(), seen, why, null);
          return;
        }
      }
    }
    end(
        witness,
        WitnessState.FAILS,
        request(seen).checkpoint().origin(),
        seen,
        "it contradicts itself",
        null);
  }

  /** Shows it its own signature; one of another make may heed it as a checkpoint like others. */
  private boolean isSetBack(Witness witness, long size, long remembered) {
    LOG.warn(
        "The witness {} says that it has seen {} entries, and it has cosigned {}: it was set back",
        witness.key().name(),
        size,
        remembered);
    return database
        .read(Set.of(), connection -> submissions.reminder(connection, witness.key(), size))
        .map(reminder -> calls.ask(witness.prefix(), reminder))
        .filter(WitnessAnswer.SetBack.class::isInstance)
        .isPresent();
  }

  private AddCheckpoint request(long seen) {
    return database.read(
        Set.of(),
        connection -> submissions.since(connection, seen, submissions.newest(connection)));
  }

  private void cosigned(Witness witness, AddCheckpoint request, List<SignedNote.Line> lines) {
    SignedNote note = request.note().with(lines);
    Checkpoint checkpoint = request.checkpoint();
    if (note.askedOf(witness.key()) != SignedNote.Answer.SIGNED) {
      String said = "its answer holds no cosignature by its key";
      end(witness, WitnessState.FAILS, checkpoint.origin(), request.old(), said, null);
      return;
    }
    database.write(
        Set.of(),
        connection -> {
          submissions.keep(connection, witness.key(), note, note.claimed(witness.key()).getFirst());
          return true;
        });
    end(witness, WitnessState.COSIGNS, checkpoint.origin(), checkpoint.size(), null, null);
  }

  /** What it shows counts as evidence where we signed it; the sealer heeds it then. */
  private void refused(Witness witness, Checkpoint checkpoint, String why) {
    Optional<String> shown = calls.latest(witness.prefix(), checkpoint.origin());
    boolean ours =
        shown.isPresent()
            && database.read(Set.of(), connection -> submissions.signed(connection, shown.get()));
    end(witness, WitnessState.REFUSES, checkpoint.origin(), 0, why, ours ? shown.get() : null);
  }

  private void end(
      Witness witness,
      WitnessState state,
      String origin,
      long seen,
      @Nullable String said,
      @Nullable String evidence) {
    Instant now = clock.instant();
    WitnessState before =
        database.write(
            Set.of(),
            connection -> {
              Instant due =
                  state == WitnessState.COSIGNS
                      ? null
                      : now.plus(pause(rows.failures(connection, witness.key())));
              var result = new WitnessRows.Result(state, origin, seen, said, evidence, due);
              return rows.end(connection, witness.key(), result, now);
            });
    if (before != state) {
      tell(witness, state, said);
    }
  }

  /** A second, then twice as long each time. */
  private static Duration pause(int failures) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static void tell(Witness witness, WitnessState state, @Nullable String said) {
    String name = witness.key().name();
    switch (state) {
      case COSIGNS -> LOG.info("The witness {} cosigns the transparency log", name);
      case REFUSES ->
          LOG.error(
              "The witness {} refuses the transparency log. {} Nothing is shown as witnessed any"
                  + " more. Restore the newest state; what differs says: jawort doctor",
              name,
              said);
      default -> LOG.warn("The witness {} does not cosign: {}; it is asked again", name, said);
    }
  }
}
