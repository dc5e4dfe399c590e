package org.jawort.consent.cosigner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.Checkpoint;
import org.jawort.consent.log.Consistency;
import org.jawort.consent.log.CosigningKey;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.VerifierKey;
import org.jawort.platform.SettingException;
import org.jawort.platform.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One log and all that a witness must know of it: how far it was seen. Two files say it, written
 * one after the other: the journal, before anything is signed, and the newest cosigned checkpoint,
 * which anybody may fetch. Where they disagree, one of them was set back, and the witness does not
 * start. Where both were set back together, its own signature tells: whoever asks shows it what it
 * has cosigned and forgotten, and from then on it signs no more.
 */
final class WitnessedLog implements AutoCloseable {
  private static final long LONGEST_JOURNAL = 4L << 20;

  private final List<VerifierKey> keys;
  private final CosigningKey key;
  private final InstantSource clock;
  private final Path latest;
  private final Path forgotten;
  private final Journal journal;
  private Checkpoint seen;
  private @Nullable SignedNote journaled;
  private @Nullable SignedNote cosigned;
  private boolean wasSetBack;

  /**
   * Opens what is known of a log.
   *
   * @param keys of the log; what one of them signed is the log's
   * @throws SettingException in one line where the files disagree or were changed
   */
  WitnessedLog(Path folder, List<VerifierKey> keys, CosigningKey key, InstantSource clock)
      throws IOException {
    this.keys = keys;
    this.key = key;
    this.clock = clock;
    String origin = keys.getFirst().name();
    String hash = Sha256.hex(origin.getBytes(StandardCharsets.UTF_8));
    this.latest = folder.resolve(hash + ".checkpoint");
    this.forgotten = folder.resolve(hash + ".forgotten");
    this.seen = Checkpoint.empty(origin);
    try {
      Journal.Opened opened = Journal.open(folder.resolve(hash + ".journal"));
      this.journal = opened.journal();
      begin(opened);
      recall();
    } catch (MalformedException e) {
      throw setBack(origin, String.valueOf(e.getMessage()));
    }
  }

  private void begin(Journal.Opened opened) throws IOException {
    SignedNote last = opened.last().orElse(null);
    cosigned = Files.exists(latest) ? SignedNote.parse(Files.readString(latest)) : null;
    if (last == null) {
      if (cosigned != null) {
        throw new MalformedException("a checkpoint was cosigned, and the journal is empty");
      }
      return;
    }
    seen = Checkpoint.parse(last.text());
    journaled = last;
    // It may have ended between the two files, before it had answered.
    if (!same(cosigned, last) && !same(cosigned, opened.before().orElse(null))) {
      throw new MalformedException("the journal and the cosigned checkpoint disagree");
    }
    catchUp();
  }

  /** What it was shown before it ended, unless somebody has restored as much since. */
  private void recall() throws IOException {
    if (Files.exists(forgotten)) {
      Checkpoint shown = Checkpoint.parse(SignedNote.parse(Files.readString(forgotten)).text());
      if (isAhead(shown)) {
        throw new MalformedException(
            "it has cosigned a checkpoint of %d entries and remembers none such"
                .formatted(shown.size()));
      }
      Files.delete(forgotten);
    }
  }

  private boolean isAhead(Checkpoint checkpoint) {
    return checkpoint.size() > seen.size()
        || checkpoint.size() == seen.size() && !Arrays.equals(checkpoint.root(), seen.root());
  }

  /** Its own signature under what it does not know; nobody else can have made it. */
  private boolean hasForgotten(SignedNote note) {
    return note.askedOf(key.witnessKey()) == SignedNote.Answer.SIGNED
        && isAhead(Checkpoint.parse(note.text()));
  }

  private void noteSetBack(SignedNote shown) throws IOException {
    if (!wasSetBack) {
      wasSetBack = true;
      DurableFile.replace(forgotten, shown.toString());
      System.err.println(
          "jawort: "
              + setBack(seen.origin(), "its own newer cosignature was shown to it").getMessage());
    }
  }

  /** Whether they are of the same text, or neither is there. */
  private static boolean same(@Nullable SignedNote one, @Nullable SignedNote other) {
    return Objects.equals(one == null ? null : one.text(), other == null ? null : other.text());
  }

  private static SettingException setBack(String origin, String what) {
    return new SettingException(
        ("What this witness remembers of %s was changed or set back to an older state: %s. Restore"
                + " the newest state of the folder. If it is lost, this witness must sign no more:"
                + " empty the folder, which makes a new one with a new key")
            .formatted(origin, what));
  }

  /** Cosigns a checkpoint where it goes on from all that was seen; one request after the other. */
  synchronized CosignOutcome add(AddCheckpoint request) throws IOException {
    Checkpoint checkpoint = request.checkpoint();
    if (hasForgotten(request.note())) {
      noteSetBack(request.note());
    }
    if (wasSetBack) {
      return new CosignOutcome.SetBack();
    }
    if (!isTrusted(request.note())) {
      return new CosignOutcome.Untrusted();
    }
    if (request.old() > checkpoint.size()) {
      return new CosignOutcome.Malformed("the old size is larger than that of the checkpoint");
    }
    if (request.old() != seen.size()) {
      return new CosignOutcome.HasSeen(seen.size());
    }
    if (!Consistency.holds(seen, checkpoint, request.proof())) {
      return new CosignOutcome.Inconsistent();
    }
    SignedNote ofTheLog = request.note().signedBy(keys);
    catchUp();
    if (!same(journaled, ofTheLog)) {
      journal.append(ofTheLog);
      journaled = ofTheLog;
      seen = checkpoint;
    }
    return new CosignOutcome.Cosigned(cosign(ofTheLog));
  }

  /** The journal is never ahead by more than one. */
  private void catchUp() throws IOException {
    if (journaled != null && !same(cosigned, journaled)) {
      cosign(journaled);
    }
  }

  private boolean isTrusted(SignedNote note) {
    List<SignedNote.Answer> answers = keys.stream().map(note::askedOf).toList();
    return answers.contains(SignedNote.Answer.SIGNED) && !answers.contains(SignedNote.Answer.WRONG);
  }

  /** Nothing is signed that is not in the journal. */
  private SignedNote.Line cosign(SignedNote note) throws IOException {
    SignedNote.Line line = key.cosign(note.text(), clock.instant());
    SignedNote whole = note.with(List.of(line));
    DurableFile.replace(latest, whole.toString());
    cosigned = whole;
    if (journal.bytes() > LONGEST_JOURNAL) {
      journal.shorten(note);
    }
    return line;
  }

  /** The newest checkpoint that was cosigned, with its signatures. */
  synchronized Optional<SignedNote> latest() {
    return Optional.ofNullable(cosigned);
  }

  @Override
  public synchronized void close() throws IOException {
    journal.close();
  }
}
