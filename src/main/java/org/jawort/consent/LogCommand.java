package org.jawort.consent;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jawort.consent.log.LogKeys;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command {@code jawort log rotate-key [--secret-lost]}: a new key signs from now on. */
public final class LogCommand {
  private static final List<String> ROTATE = List.of("rotate-key");
  private static final List<String> ROTATE_LOST = List.of("rotate-key", "--secret-lost");

  private LogCommand() {}

  /**
   * Does what the arguments say.
   *
   * @throws SettingException in one line where that cannot be done
   */
  public static void run(
      List<String> arguments, Supplier<Settings> given, InstantSource clock, PrintStream out) {
    if (!arguments.equals(ROTATE) && !arguments.equals(ROTATE_LOST)) {
      throw new SettingException(
          ("log " + String.join(" ", arguments)).strip(),
          "is not a command; there is: jawort log rotate-key [--secret-lost]");
    }
    Settings settings = given.get();
    try (OpenedDatabase opened = OpenedDatabase.open(settings)) {
      var keys =
          new LogKeys(
              new Database(opened.pool()),
              JdbcClient.create(opened.pool()),
              MasterSecret.of(settings),
              settings,
              clock);
      String key = keys.rotate(arguments.equals(ROTATE_LOST));
      out.println("The transparency log is signed from now on by");
      out.println(key);
    }
  }
}
