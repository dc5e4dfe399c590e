package org.jawort.tenant;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door through which staff come in: address and password. */
@Component
public final class SignIns {
  /** So many tenants may know one address; further ones are not tried. */
  private static final int CANDIDATES = 5;

  private final Database database;
  private final JdbcClient jdbc;
  private final PasswordHashes hashes;
  private final SignInThrottle throttle;

  SignIns(Database database, JdbcClient jdbc, PasswordHashes hashes, SignInThrottle throttle) {
    this.database = database;
    this.jdbc = jdbc;
    this.hashes = hashes;
    this.throttle = throttle;
  }

  /** What came of a try. */
  public sealed interface SignInOutcome {
    /** Address and password fit. */
    record SignedIn(User user) implements SignInOutcome {}

    /** They do not, or there is no such account: nothing tells which. */
    record Refused() implements SignInOutcome {}

    /** Too many tries for this address or from this network; nothing was checked. */
    record TooMany() implements SignInOutcome {}
  }

  private record Account(User user, String hash) {}

  /**
   * Checks address and password.
   *
   * @param network that the try comes from, as bytes of its prefix
   */
  public SignInOutcome attempt(String address, String password, byte[] network) {
    // What is no address is counted and hashed like one, so that it takes as long.
    StaffEmail email = StaffEmail.parse(address).orElse(new StaffEmail("nobody@invalid"));
    if (!throttle.admits(email, network)) {
      return new SignInOutcome.TooMany();
    }
    Optional<User> user = fitting(accounts(email), password);
    user.ifPresent(found -> throttle.forgive(email, network));
    return user.<SignInOutcome>map(SignInOutcome.SignedIn::new)
        .orElseGet(SignInOutcome.Refused::new);
  }

  private Optional<User> fitting(List<Account> accounts, String password) {
    if (accounts.isEmpty()) {
      hashes.fits(password, hashes.nobody());
    }
    return accounts.stream()
        .filter(account -> hashes.fits(password, account.hash()))
        .map(Account::user)
        .findFirst();
  }

  private List<Account> accounts(StaffEmail email) {
    List<TenantId> tenants =
        database.read(
            Set.of(),
            connection ->
                jdbc.sql("SELECT tenant_id FROM sign_in_candidates(:key) LIMIT :candidates")
                    .param("key", email.key())
                    .param("candidates", CANDIDATES)
                    .query((row, index) -> new TenantId(row.getObject(1, UUID.class)))
                    .list());
    return tenants.stream().flatMap(tenant -> account(tenant, email).stream()).toList();
  }

  private Optional<Account> account(TenantId tenant, StaffEmail email) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT tenant_id, id, name, email, role, language, password_hash
                    FROM staff_user
                    WHERE tenant_id = :tenant AND email_key = :emailKey AND disabled_at IS NULL
                    """)
                .param("tenant", tenant.value())
                .param("emailKey", email.key())
                .query(
                    (row, index) ->
                        new Account(Users.user(row, index), row.getString("password_hash")))
                .optional());
  }
}
