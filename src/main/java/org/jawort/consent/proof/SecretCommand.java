package org.jawort.consent.proof;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jawort.consent.log.LogKeys;
import org.jawort.platform.Database;
import org.jawort.platform.InstallationKeys;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.OpenedDatabase;
import org.jawort.platform.SecretChange;
import org.jawort.platform.SecretVersions;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The command {@code jawort secret rotate [--yes]}, also called {@code change}: says what a new
 * master secret ends, and seals with it what is to outlive the former one.
 */
public final class SecretCommand {
  private static final Set<List<String>> TELL = Set.of(List.of("rotate"), List.of("change"));
  private static final Set<List<String>> ROTATE =
      Set.of(List.of("rotate", "--yes"), List.of("change", "--yes"));

  private SecretCommand() {}

  /**
   * Does what the arguments say.
   *
   * @throws SettingException in one line where that cannot be done
   */
  public static void run(
      List<String> arguments, Supplier<Settings> given, InstantSource clock, PrintStream out) {
    if (!TELL.contains(arguments) && !ROTATE.contains(arguments)) {
      throw new SettingException(
          ("secret " + String.join(" ", arguments)).strip(),
          "is not a command; there is: jawort secret rotate [--yes]");
    }
    Settings settings = given.get();
    SecretChange change = SecretChange.of(settings);
    tell(out);
    if (TELL.contains(arguments)) {
      out.println("Nothing was changed. Make a backup, stop the servers, then do it by:");
      out.println("  jawort secret rotate --yes");
      return;
    }
    MasterSecret next = change.next();
    try (OpenedDatabase opened = OpenedDatabase.open(settings)) {
      int version = seal(opened, settings, change.former(), next, clock);
      change.finish();
      out.println(
          "The new master secret, version %d, is in force. Start every server with it."
              .formatted(version));
    }
  }

  private static void tell(PrintStream out) {
    out.println(
        """
        A new master secret ends:
        - every personal link in mails and messages sent so far: confirming, refusing, unsubscribing,
          web versions. Whoever wants to unsubscribe by an old mail has to write to you; the mailbox
          that the imprint names must be read.
        - requests for consent that wait: they have to be sent anew
        - the secrets by which calls to webhooks are signed: give the new ones to the receivers
        - the link for the set-up, if that has not been done, and forms that are open in browsers
        It keeps: the suppression list and what was kept of erased people (their key is sealed anew),
        the key of the transparency log, users, passwords, sessions, API keys.""");
  }

  private static int seal(
      OpenedDatabase opened,
      Settings settings,
      MasterSecret former,
      MasterSecret next,
      InstantSource clock) {
    var database = new Database(opened.pool());
    JdbcClient jdbc = JdbcClient.create(opened.pool());
    return new CommandTrail(database, clock)
        .write(
            AuditKind.KEY,
            "jawort secret rotate",
            connection -> {
              new InstallationKeys(database, next, clock).sealAgain(connection, former);
              new LogKeys(database, jdbc, next, settings, clock).sealAgain(former);
              return new SecretVersions(next, clock).note(connection).number();
            });
  }
}
