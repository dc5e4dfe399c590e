package org.jawort.platform.postgres;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The machine that PostgreSQL's binaries must fit.
 *
 * @param system linux or darwin
 * @param processor as the archive names it: x86_64 or arm_64
 * @param musl whether the C library is Alpine's
 */
record Platform(String system, String processor, boolean musl) {
  static Platform current() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  static Platform of(String osName, String osArch, boolean musl) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    String system = os.startsWith("mac") ? "darwin" : os.replace(' ', '_');
    String processor =
        switch (arch) {
          case "amd64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    return new Platform(system, processor, musl);
  }

  /** Names of the archive on the class path, best fit first. */
  List<String> archives() {
    String plain = "postgres-%s-%s.txz".formatted(system, processor);
    String alpine = "postgres-%s-%s-alpine_linux.txz".formatted(system, processor);
    return musl ? List.of(alpine, plain) : List.of(plain);
  }

  /** Finds the archive that fits this machine. */
  URL archive(Path dataFolder) throws EmbeddedPostgresException {
    return archives().stream()
        .map(Platform.class.getClassLoader()::getResource)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedPostgresException(
                    dataFolder,
                    ("needs an embedded PostgreSQL, and this build has none for %s %s."
                            + " Set JAWORT_DATABASE_URL to a PostgreSQL 15 or newer instead.")
                        .formatted(system, processor)));
  }
}
