package org.jawort.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jawort.platform.Settings;

/** Is what the operator set fit for use? What cannot be read at all stops before this. */
final class SettingsCheck {
  private static final int SHORTEST = 32;
  private static final List<String> PRIVATE =
      List.of("secret", "secret.next", "postgres.properties");
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SettingsCheck() {}

  static void examine(Settings settings, Findings findings) {
    publicUrl(settings, findings);
    secret(settings, findings);
    change(settings, findings);
    PRIVATE.forEach(name -> mode(settings.data().resolve(name), findings));
    mode(Path.of("jawort.properties").toAbsolutePath(), findings);
  }

  /** Whoever can read one of these is the program, or its database. */
  private static void mode(Path file, Findings findings) {
    try {
      if (Files.exists(file)
          && !Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS)) {
        findings.bad("files: others can read %s; run: chmod 600 %s".formatted(file, file));
      }
    } catch (IOException | UnsupportedOperationException e) {
      findings.note("files: who may read %s cannot be told here".formatted(file));
    }
  }

  private static void publicUrl(Settings settings, Findings findings) {
    URI url = settings.publicUrl();
    boolean here = settings.local();
    if (here && settings.smtpUrl().isPresent()) {
      findings.bad(
          ("public address: mails are sent, and their links lead to %s, which only this machine can"
                  + " open; set JAWORT_PUBLIC_URL to the address that recipients see")
              .formatted(url));
    } else if (!here && !settings.secure()) {
      findings.bad(
          ("public address: %s is not encrypted; put a proxy with TLS before it and set"
                  + " JAWORT_PUBLIC_URL to https://%s")
              .formatted(url, url.getHost()));
    } else {
      findings.good("public address: " + url);
    }
  }

  private static void change(Settings settings, Findings findings) {
    if (Files.exists(settings.data().resolve("secret.next"))) {
      findings.bad("secret: a change of it was cut off; go on by: jawort secret rotate --yes");
    }
  }

  private static void secret(Settings settings, Findings findings) {
    if (settings.secret().isPresent()) {
      findings.good("secret: given by JAWORT_SECRET");
      return;
    }
    Path file = settings.data().resolve("secret");
    try {
      if (Files.notExists(file)) {
        findings.bad(
            "secret: %s is missing; restore it from a backup, or no link ever sent will work. On a new installation, jawort serve makes it"
                .formatted(file));
      } else if (Files.readString(file).strip().length() < SHORTEST) {
        findings.bad("secret: %s is cut off; restore it from a backup".formatted(file));
      } else {
        findings.good("secret: kept in " + file);
      }
    } catch (IOException e) {
      findings.bad("secret: %s cannot be read; give this user the right".formatted(file));
    }
  }
}
