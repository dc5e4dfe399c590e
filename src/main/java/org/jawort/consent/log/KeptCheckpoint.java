package org.jawort.consent.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The newest checkpoint that this node knows, in a file of the data folder: what is left of the log
 * when the database is set back. The file is named by the first key of the log, so that two logs
 * can share a folder.
 */
record KeptCheckpoint(Path file) {
  static KeptCheckpoint in(Path folder, VerifierKey first) {
    return new KeptCheckpoint(folder.resolve("log-%08x.checkpoint".formatted(first.id())));
  }

  /**
   * Reads it; empty where there is none yet.
   *
   * @throws SealingStoppedException where it cannot be read
   */
  Optional<String> read() {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw SealingStoppedException.damaged(
          "The last checkpoint of the transparency log, %s, cannot be read; give this user the right."
              .formatted(file));
    }
  }

  /** What {@link #read} has found. */
  Optional<Checkpoint> checkpoint() {
    return read().map(this::parse);
  }

  private Checkpoint parse(String note) {
    try {
      return Checkpoint.parse(SignedNote.parse(note).text());
    } catch (MalformedException e) {
      throw SealingStoppedException.damaged(
          "The last checkpoint of the transparency log, %s, is damaged: %s. Restore the file from a backup; without one, take it away."
              .formatted(file, e.getMessage()));
    }
  }

  /**
   * Keeps a checkpoint, unless a later one of the same log is there already. That of a log before
   * is put aside.
   */
  void write(String note, Instant now) throws IOException {
    Checkpoint fresh = parse(note);
    Optional<Checkpoint> known = checkpoint();
    boolean same = known.filter(old -> old.origin().equals(fresh.origin())).isPresent();
    if (same && known.orElseThrow().size() >= fresh.size()) {
      return;
    }
    Files.createDirectories(file.getParent());
    if (known.isPresent() && !same) {
      Files.move(file, abandoned(now), StandardCopyOption.ATOMIC_MOVE);
    }
    replace(note);
  }

  private Path abandoned(Instant now) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    return file.resolveSibling(file.getFileName() + ".before-" + time);
  }

  /** Whole or not at all, whatever happens meanwhile. */
  private void replace(String note) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }
}
