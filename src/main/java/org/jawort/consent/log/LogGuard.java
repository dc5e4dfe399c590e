package org.jawort.consent.log;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sees to it that no checkpoint is signed that contradicts an earlier one (law 49): what stands in
 * the database must go on from what this node knows to have been signed. A node that knows less
 * than the others, or nothing, has nothing to say against it.
 */
@Component
class LogGuard {
  private static final Logger LOG = LoggerFactory.getLogger(LogGuard.class);

  private final LogRows rows;
  private final Settings settings;
  private final Predicate<LogKey> ours;
  private final AtomicBoolean complained = new AtomicBoolean();

  @Autowired
  LogGuard(LogRows rows, Settings settings, MasterSecret secret) {
    this(rows, settings, key -> LogKeys.opened(secret, key).isPresent());
  }

  /**
   * Judges without the secret as well.
   *
   * @param ours whether a key is one that we made
   */
  LogGuard(LogRows rows, Settings settings, Predicate<LogKey> ours) {
    this.rows = rows;
    this.settings = settings;
    this.ours = ours;
  }

  /** Where the last checkpoint is kept. */
  KeptCheckpoint kept(List<LogKey> keys) {
    return KeptCheckpoint.in(settings.data(), keys.getLast().verifierKey());
  }

  /**
   * Looks at the log, inside a transaction.
   *
   * @param keys newest first
   * @return the tree to go on from
   * @throws SealingStoppedException where nothing may be signed
   */
  GrowingTree check(Connection connection, List<LogKey> keys) throws SQLException {
    LogRows.Head head = rows.head(connection);
    GrowingTree tree = tree(connection, head.size());
    if (!Arrays.equals(tree.root(), head.root())) {
      throw SealingStoppedException.damaged(
          "The tiles of the transparency log do not give the root of its checkpoint of %,d entries. Somebody changed the database past the program: restore it from a backup. What differs says: jawort doctor"
              .formatted(head.size()));
    }
    KeptCheckpoint file = kept(keys);
    Optional<Checkpoint> known = file.checkpoint().filter(one -> concerns(one, keys, file));
    if (known.isEmpty() || known.get().size() != head.size()) {
      mustBeSigned(head, keys.getFirst());
    }
    if (known.isPresent()) {
      mustGoOn(connection, known.get(), head, file.file().toString());
    }
    for (WitnessEvidence evidence : WitnessEvidence.against(connection, keys)) {
      mustGoOn(connection, evidence.checkpoint(), head, "shown by " + evidence.witness());
    }
    return tree;
  }

  private GrowingTree tree(Connection connection, long size) throws SQLException {
    try {
      return new GrowingTree(size, rows.edge(connection, size));
    } catch (IllegalStateException e) {
      throw SealingStoppedException.damaged(
          "The transparency log lacks rows for its %,d entries: %s. Restore the database from a backup. What else differs says: jawort doctor"
              .formatted(size, e.getMessage()));
    }
  }

  /** What was signed under an earlier name was given up by the operator, and is no measure. */
  private static boolean concerns(Checkpoint known, List<LogKey> keys, KeptCheckpoint file) {
    if (known.origin().equals(keys.getFirst().verifierKey().name())) {
      return true;
    }
    if (keys.stream().anyMatch(key -> key.verifierKey().name().equals(known.origin()))) {
      return false;
    }
    throw SealingStoppedException.restored(
        "The transparency log was signed as %s before (%s), which the database does not know."
            .formatted(known.origin(), file.file()));
  }

  /** Whoever can change the database alone cannot sign. */
  private void mustBeSigned(LogRows.Head head, LogKey newest) {
    if (!ours.test(newest) || !isSigned(head.note(), newest.verifierKey())) {
      throw SealingStoppedException.damaged(
          "The newest checkpoint of the transparency log, of %,d entries, is not signed by its key. Somebody changed the database past the program: restore it from a backup."
              .formatted(head.size()));
    }
  }

  private static boolean isSigned(String note, VerifierKey key) {
    try {
      return SignedNote.parse(note).askedOf(key) == SignedNote.Answer.SIGNED;
    } catch (MalformedException e) {
      return false;
    }
  }

  private void mustGoOn(Connection connection, Checkpoint known, LogRows.Head head, String where)
      throws SQLException {
    if (known.size() > head.size()) {
      throw SealingStoppedException.restored(
          "The transparency log in the database has %,d entries, and a checkpoint of %,d was signed before (%s)."
              .formatted(head.size(), known.size(), where));
    }
    if (!Arrays.equals(tree(connection, known.size()).root(), known.root())) {
      throw SealingStoppedException.restored(
          "The transparency log in the database contradicts the checkpoint of %,d entries that was signed before (%s)."
              .formatted(known.size(), where));
    }
  }

  /** The furthest checkpoint that is known to have been signed, as it was; empty where none is. */
  Optional<String> furthest(Connection connection, List<LogKey> keys) throws SQLException {
    return Stream.concat(
            kept(keys).read().stream(),
            WitnessEvidence.against(connection, keys).stream().map(WitnessEvidence::note))
        .max(
            Comparator.comparing(
                note -> Checkpoint.parse(SignedNote.parse(note).text()), Checkpoint.BY_SIZE));
  }

  /** Keeps a checkpoint that was committed; where that fails, the log goes on without. */
  void keep(String note, List<LogKey> keys, Instant now) {
    KeptCheckpoint file = kept(keys);
    try {
      file.write(note, now);
    } catch (IOException | SealingStoppedException e) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn(
            "The newest checkpoint of the transparency log cannot be kept in {} ({}); a database that is restored from an older backup would not be noticed by this node",
            file.file(),
            e.toString());
      }
    }
  }
}
