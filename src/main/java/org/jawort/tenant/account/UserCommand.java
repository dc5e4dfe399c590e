package org.jawort.tenant.account;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jawort.platform.Database;
import org.jawort.platform.ExaminedDatabase;
import org.jawort.platform.Rows;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.CommandTrail;
import org.springframework.modulith.NamedInterface;

/**
 * The command {@code jawort user recover ADDRESS}, for whoever has lost password and device: it
 * forgets the second factors of the account and prints a link to a new password. The one who can
 * run it can read the database anyway; no tenant's owner can do it, as the account may be of use in
 * other tenants.
 */
@NamedInterface("command")
public final class UserCommand {
  private UserCommand() {}

  /**
   * Does what the arguments say.
   *
   * @throws SettingException in one line where that cannot be done
   */
  public static void run(
      List<String> arguments, Supplier<Settings> given, InstantSource clock, PrintStream out) {
    if (arguments.size() != 2 || !arguments.getFirst().equals("recover")) {
      throw new SettingException(
          ("user " + String.join(" ", arguments)).strip(),
          "is not a command; there is: jawort user recover ADDRESS");
    }
    Settings settings = given.get();
    try (ExaminedDatabase examined = ExaminedDatabase.of(settings)) {
      Database database = examined.database();
      AccountId account =
          StaffEmail.parse(arguments.getLast())
              .flatMap(email -> find(database, email))
              .orElseThrow(
                  () -> new SettingException(arguments.getLast(), "is no address of an account"));
      String path = recover(database, account, clock);
      out.println("Passkeys, one-time codes and recovery codes of the account are gone.");
      out.println("This link sets a new password and ends all sessions, once, within an hour:");
      out.println("  " + settings.publicUrl() + path);
    }
  }

  private static Optional<AccountId> find(Database database, StaffEmail email) {
    return database.read(
        Set.of(),
        connection ->
            Rows.sql(connection, "SELECT id FROM account WHERE email_key = :key")
                .text("key", email.key())
                .first(row -> new AccountId(row.getObject(1, UUID.class))));
  }

  /** The tenants for which the person works are told, for their owners did not ask for it. */
  private static String recover(Database database, AccountId account, InstantSource clock) {
    return new CommandTrail(database, clock)
        .write(
            places(database, account),
            AuditKind.KEY,
            "jawort user recover",
            connection -> {
              forget(database, account);
              return new PasswordLinkRows(database, clock).make(account);
            });
  }

  private static Map<TenantId, List<UUID>> places(Database database, AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            Rows.sql(connection, "SELECT tenant_id, user_id FROM account_memberships(:account)")
                .uuid("account", account.value())
                .list(UserCommand::place)
                .stream()
                .collect(Collectors.toMap(Place::tenant, place -> List.of(place.user()))));
  }

  private record Place(TenantId tenant, UUID user) {}

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        new TenantId(row.getObject("tenant_id", UUID.class)), row.getObject("user_id", UUID.class));
  }

  private static void forget(Database database, AccountId account) {
    database.write(
        Set.of(),
        connection -> {
          Rows.sql(connection, "DELETE FROM account_recovery_code WHERE account_id = :account")
              .uuid("account", account.value())
              .update();
          Rows.sql(connection, "DELETE FROM account_passkey WHERE account_id = :account")
              .uuid("account", account.value())
              .update();
          return Rows.sql(
                  connection,
                  """
                  UPDATE account SET code_secret = NULL, codes_since = NULL, code_step = 0
                  WHERE id = :account
                  """)
              .uuid("account", account.value())
              .update();
        });
  }
}
