package org.jawort.doctor;

import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.consent.proof.LogExamination;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.SecretVersions;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;

/** Is the transparency log whole, and does it say what the ledgers say? */
final class LogCheck {
  private final Database database;
  private final Settings settings;
  private final List<TenantId> tenants;
  private final Findings findings;

  LogCheck(Database database, Settings settings, List<TenantId> tenants, Findings findings) {
    this.database = database;
    this.settings = settings;
    this.tenants = tenants;
    this.findings = findings;
  }

  void examine() {
    try {
      examineLog();
    } catch (SettingException e) {
      findings.bad("settings: " + e.getMessage());
    }
  }

  /** Since when the present one is in force; that it is the right one is said of the log's key. */
  private void version(MasterSecret secret) {
    database
        .read(Set.of(), new SecretVersions(secret, InstantSource.system())::present)
        .ifPresent(
            version ->
                findings.good(
                    "secret: version %d, in force since %s"
                        .formatted(version.number(), version.since())));
  }

  private void examineLog() {
    secret().ifPresent(this::version);
    new LogExamination(database, settings, secret(), tenants)
        .examine(
            new LogExamination.Report() {
              @Override
              public void good(String line) {
                findings.good(line);
              }

              @Override
              public void note(String line) {
                findings.note(line);
              }

              @Override
              public void bad(String line) {
                findings.bad(line);
              }
            });
  }

  /** None is made where it is missing, which was said already. */
  private Optional<MasterSecret> secret() {
    return settings.secret().isPresent() || Files.exists(settings.data().resolve("secret"))
        ? Optional.of(MasterSecret.of(settings))
        : Optional.empty();
  }
}
