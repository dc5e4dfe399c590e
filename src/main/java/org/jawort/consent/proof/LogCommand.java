package org.jawort.consent.proof;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.RestoredLog;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
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
        String key = keys.rotate(arguments.equals(ROTATE_LOST));
        out.println("The transparency log is signed from now on by");
        out.println(key);
      }
    }
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
