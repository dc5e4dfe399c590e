package org.jawort.consent.cosigner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.log.CosigningKey;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.VerifierKey;
import org.jawort.consent.log.WitnessKey;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jspecify.annotations.Nullable;

/** A witness that runs: folder, memory, and the port at which it answers. */
public final class Witness implements AutoCloseable {
  private static final String LOGS = "JAWORT_WITNESS_LOGS";

  private final WitnessFolder folder;
  private final Cosigner cosigner;
  private final WitnessServer server;
  private final WitnessKey key;

  private Witness(WitnessFolder folder, Cosigner cosigner, WitnessServer server, WitnessKey key) {
    this.folder = folder;
    this.cosigner = cosigner;
    this.server = server;
    this.key = key;
  }

  /**
   * Starts it.
   *
   * @param clock whose time stands in each cosignature
   * @throws SettingException in one line where it cannot start
   */
  public static Witness start(Settings settings, InstantSource clock) {
    List<VerifierKey> logs = logs(settings.witnessing().logs());
    WitnessFolder taken = null;
    Cosigner cosigner = null;
    try {
      taken = WitnessFolder.take(settings.data());
      CosigningKey key = taken.key(settings.witnessing().name(), name(settings.publicUrl()));
      cosigner = new Cosigner(taken, logs, key, clock);
      var address = new InetSocketAddress(settings.bind(), settings.port());
      var server = new WitnessServer(cosigner, key.witnessKey(), address);
      return new Witness(taken, cosigner, server, key.witnessKey());
    } catch (java.net.BindException e) {
      closeAll(cosigner, taken);
      throw new SettingException(
          "JAWORT_PORT",
          settings.port() + " is taken by another program; stop it or choose another");
    } catch (IOException e) {
      closeAll(cosigner, taken);
      throw new SettingException(
          "JAWORT_DATA=" + settings.data(), "cannot be used by the witness: " + e);
    } catch (RuntimeException e) {
      closeAll(cosigner, taken);
      throw e;
    }
  }

  /** The address of the witness without its scheme, as C2SP recommends. */
  private static String name(URI publicUrl) {
    String path = Objects.requireNonNullElse(publicUrl.getRawPath(), "");
    return (publicUrl.getRawAuthority() + path).replace("+", "%2B") + "/witness";
  }

  /** Keys themselves, or files with one on each line, such as /log/keys gives. */
  private static List<VerifierKey> logs(Optional<String> given) {
    if (given.isEmpty()) {
      throw new SettingException(
          LOGS,
          "is missing; expected the keys of the logs, as their /log/keys say, or files of them");
    }
    return Stream.of(given.get().strip().split("\\s*,\\s*"))
        .flatMap(Witness::keys)
        .distinct()
        .toList();
  }

  private static Stream<VerifierKey> keys(String given) {
    try {
      return isFile(given)
          ? Files.readAllLines(Path.of(given)).stream()
              .filter(line -> !line.isBlank())
              .map(VerifierKey::parse)
          : Stream.of(VerifierKey.parse(given));
    } catch (MalformedException | IOException e) {
      throw new SettingException(
          LOGS, "holds \"%s\", which is no key of a log, nor a file of such".formatted(given));
    }
  }

  private static boolean isFile(String given) {
    try {
      return Files.isRegularFile(Path.of(given));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What others check its cosignatures with. */
  public WitnessKey key() {
    return key;
  }

  /** The port at which it answers. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    closeAll(cosigner, folder);
  }

  private static void closeAll(@Nullable AutoCloseable... opened) {
    for (@Nullable AutoCloseable one : opened) {
      try {
        if (one != null) {
          one.close();
        }
      } catch (Exception e) {
        throw new IllegalStateException("a file of the witness cannot be closed", e);
      }
    }
  }
}
