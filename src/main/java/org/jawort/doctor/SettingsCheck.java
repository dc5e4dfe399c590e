package org.jawort.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.jawort.platform.Settings;

/** Is what the operator set fit for use? What cannot be read at all stops before this. */
final class SettingsCheck {
  private static final int SHORTEST = 32;

  private SettingsCheck() {}

  static void examine(Settings settings, Findings findings) {
    publicUrl(settings, findings);
    secret(settings, findings);
    change(settings, findings);
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
      findings.bad("secret: a change of it was cut off; go on by: jawort secret change --yes");
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
      } else if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        findings.bad("secret: others can read %s; run: chmod 600 %s".formatted(file, file));
      } else {
        findings.good("secret: kept in " + file);
      }
    } catch (IOException e) {
      findings.bad("secret: %s cannot be read; give this user the right".formatted(file));
    }
  }
}
