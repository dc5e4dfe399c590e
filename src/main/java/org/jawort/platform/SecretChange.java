package org.jawort.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A change of the master secret, with the former one at hand. Of a secret that is kept in the data
 * folder the next one lies beside it until {@link #finish}, so that a change that was cut off is
 * gone on with.
 */
public final class SecretChange {
  private final String former;
  private final Optional<String> given;
  private final Path file;

  private SecretChange(String former, Optional<String> given, Path file) {
    this.former = former;
    this.given = given;
    this.file = file;
  }

  /**
   * Takes both secrets from the settings; what JAWORT_SECRET does not give is made.
   *
   * @throws SettingException where the former one is not at hand
   */
  public static SecretChange of(Settings settings) {
    Path file = MasterSecret.file(settings);
    if (settings.secret().isEmpty()) {
      return new SecretChange(read(settings, file), Optional.empty(), file);
    }
    String former =
        settings
            .formerSecret()
            .orElseThrow(
                () ->
                    new SettingException(
                        "JAWORT_FORMER_SECRET",
                        "is missing; expected the secret until now, beside the new one in"
                            + " JAWORT_SECRET"));
    if (former.equals(settings.secret().get())) {
      throw new SettingException("JAWORT_FORMER_SECRET", "is the same as JAWORT_SECRET");
    }
    return new SecretChange(former, settings.secret(), file);
  }

  private static String read(Settings settings, Path file) {
    try {
      return settings.formerSecret().isPresent()
          ? settings.formerSecret().get()
          : Files.readString(file).strip();
    } catch (IOException e) {
      throw new SettingException(
          file
              + " cannot be read; JAWORT_SECRET and JAWORT_FORMER_SECRET give the new secret and"
              + " the one until now");
    }
  }

  /** The secret until now. */
  public MasterSecret former() {
    return new MasterSecret(former);
  }

  /** The new one; where it is to be made, it is on the disk when this returns. */
  public MasterSecret next() {
    return new MasterSecret(given.orElseGet(this::made));
  }

  private Path nextFile() {
    return file.resolveSibling("secret.next");
  }

  private String made() {
    try {
      if (Files.notExists(nextFile())) {
        MasterSecret.write(nextFile());
      }
      return Files.readString(nextFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the new one in the place of the former, once everything is sealed by it. */
  public void finish() {
    if (given.isPresent()) {
      return;
    }
    try {
      Files.move(nextFile(), file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
