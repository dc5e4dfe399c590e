package org.jawort.consent.proof;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.RestoredLog;
import org.jawort.contact.SuppressionRenewal;
import org.jawort.platform.Database;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.Rows;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The commands {@code jawort log rotate-key [--secret-lost]}: a new key signs from now on; and
 * {@code jawort log accept-restore}: a log that was set back goes on under a new name.
 */
public final class LogCommand {
  private static final List<String> ROTATE = List.of("rotate-key");
  private static final List<String> ROTATE_LOST = List.of("rotate-key", "--secret-lost");

  private static final List<String> ACCEPT = List.of("accept-restore");

  private LogCommand() {}

  /**
   * Does what the arguments say.
   *
   * @throws SettingException in one line where that cannot be done
   */
  public static void run(
      List<String> arguments, Supplier<Settings> given, InstantSource clock, PrintStream out) {
    if (!Set.of(ROTATE, ROTATE_LOST, ACCEPT).contains(arguments)) {
      throw new SettingException(
          ("log " + String.join(" ", arguments)).strip(),
          "is not a command; there are: jawort log rotate-key [--secret-lost], jawort log"
              + " accept-restore");
    }
    Settings settings = given.get();
    try (OpenedDatabase opened = OpenedDatabase.open(settings)) {
      var database = new Database(opened.pool());
      JdbcClient jdbc = JdbcClient.create(opened.pool());
      MasterSecret secret = MasterSecret.of(settings);
      if (arguments.equals(ACCEPT)) {
        accept(new RestoredLog(database, jdbc, secret, settings, clock), out);
      } else {
        var keys = new LogKeys(database, jdbc, secret, settings, clock);
        boolean lost = arguments.equals(ROTATE_LOST);
        var trail = new CommandTrail(database, clock);
        String deed = "jawort log " + String.join(" ", arguments);
        String key = trail.write(AuditKind.KEY, deed, connection -> keys.rotate(lost));
        if (lost) {
          renew(database, new InstallationKeys(database, secret, clock), clock, out);
        }
        out.println("The transparency log is signed from now on by");
        out.println(key);
      }
    }
  }

  /** What was hashed by a key that is lost, is lost. */
  private static void renew(
      Database database, InstallationKeys keys, InstantSource clock, PrintStream out) {
    SuppressionRenewal.Renewed renewed =
        new SuppressionRenewal(database, keys, clock, tenants(database)).renew();
    out.println(
        "With the former master secret ended: every personal link in mails sent so far, and the"
            + " secrets by which calls to webhooks are signed.");
    out.println(
        "Of the suppression list, %,d addresses are known no more, and %,d that are there as contacts were kept."
            .formatted(renewed.lost(), renewed.kept()));
    out.println(
        "Kept proof of erased people is there, and is found no more by typing the address.");
  }

  private static List<TenantId> tenants(Database database) {
    return database.read(
        Set.of(),
        connection ->
            Rows.sql(connection, "SELECT id FROM tenant_directory()")
                .list(row -> new TenantId(row.getObject("id", UUID.class))));
  }

  private static void accept(RestoredLog log, PrintStream out) {
    RestoredLog.Accepted begun = log.accept();
    out.println(
        "The transparency log goes on from %,d entries under a new name; the last checkpoint of the"
                .formatted(begun.size())
            + " one before lies beside "
            + begun.kept());
    out.println("Publish both. It is signed from now on by");
    out.println(begun.verifierKey());
  }
}
