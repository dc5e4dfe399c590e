package org.jawort.consent.cosigner;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.log.CosigningKey;
import org.jawort.consent.log.MalformedException;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.SettingException;

/** The folder of a witness, for one process at a time: its key, and what it has seen. */
final class WitnessFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private WitnessFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes the folder.
   *
   * @param data of the settings
   * @throws SettingException where another process has it
   */
  static WitnessFolder take(Path data) throws IOException {
    Path path = Files.createDirectories(data.resolve("witness"));
    FileChannel channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new SettingException(
          "JAWORT_DATA=" + data, "is used by another witness; each needs a folder of its own");
    }
    return new WitnessFolder(path, channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock taken = channel.tryLock();
      return taken != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  /**
   * The key of the witness, made at its first start.
   *
   * @param name under which it is to sign; empty takes the name that it has
   * @param otherwise its name where it has none
   */
  CosigningKey key(Optional<String> name, String otherwise) throws IOException {
    Path file = path.resolve("key");
    if (Files.notExists(file)) {
      make(file, name.orElse(otherwise));
    }
    List<String> lines = Files.readAllLines(file);
    try {
      CosigningKey key =
          new CosigningKey(lines.getFirst(), HexFormat.of().parseHex(lines.getLast()));
      if (name.isPresent() && !name.get().equals(key.witnessKey().name())) {
        throw new SettingException(
            "JAWORT_WITNESS_NAME",
            "is \"%s\", and the key in %s has the name %s; a witness keeps its name"
                .formatted(name.get(), path, key.witnessKey().name()));
      }
      return key;
    } catch (MalformedException | IllegalArgumentException e) {
      throw new SettingException(file + " is damaged; restore it from a backup");
    }
  }

  private void make(Path file, String name) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      if (files.anyMatch(one -> one.toString().endsWith(".journal"))) {
        throw new SettingException(
            file + " is missing, and the folder is one of a witness; restore it from a backup");
      }
    }
    try {
      byte[] seed = MasterSecret.randomKey();
      String made = new CosigningKey(name, seed).witnessKey().name();
      DurableFile.replace(file, made + "\n" + HexFormat.of().formatHex(seed) + "\n");
    } catch (MalformedException e) {
      throw new SettingException(
          "JAWORT_WITNESS_NAME",
          "is \"" + name + "\"; expected a name like example.org/witness, without space or plus");
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
