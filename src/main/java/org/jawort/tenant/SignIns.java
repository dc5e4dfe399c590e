package org.jawort.tenant;

import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The door through which staff come in: address and password. */
@Component
public final class SignIns {
  private final Accounts accounts;
  private final Users users;
  private final PasswordHashes hashes;
  private final SignInThrottle throttle;
  private final ApplicationEventPublisher events;

  SignIns(
      Accounts accounts,
      Users users,
      PasswordHashes hashes,
      SignInThrottle throttle,
      ApplicationEventPublisher events) {
    this.accounts = accounts;
    this.users = users;
    this.hashes = hashes;
    this.throttle = throttle;
    this.events = events;
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

  /** Checks address and password. */
  public SignInOutcome attempt(String address, String password, SignInOrigin origin) {
    // What is no address is counted and hashed like one, so that it takes as long.
    StaffEmail email = StaffEmail.parse(address).orElse(new StaffEmail("nobody@invalid"));
    if (!throttle.admits(email, origin)) {
      return new SignInOutcome.TooMany();
    }
    Optional<AccountId> account = fitting(email, password);
    Optional<User> user = account.flatMap(this::member);
    account.filter(known -> user.isEmpty()).ifPresent(this::refused);
    user.ifPresent(found -> throttle.forgive(email, origin));
    return user.<SignInOutcome>map(SignInOutcome.SignedIn::new)
        .orElseGet(SignInOutcome.Refused::new);
  }

  private Optional<AccountId> fitting(StaffEmail email, String password) {
    Optional<Accounts.Known> account = accounts.known(email);
    String hash = account.flatMap(Accounts.Known::hash).orElseGet(hashes::nobody);
    if (hashes.fits(password, hash)) {
      return account.map(Accounts.Known::id);
    }
    account.ifPresent(known -> refused(known.id()));
    return Optional.empty();
  }

  private void refused(AccountId account) {
    events.publishEvent(new StaffDeed.WasTurnedAway(account, StaffDeed.Way.PASSWORD));
  }

  /** As whom the person comes in: where they were last; empty where they work nowhere. */
  public Optional<User> member(AccountId account) {
    return accounts.memberships(account).stream()
        .findFirst()
        .flatMap(place -> users.find(place.tenant(), place.user()));
  }
}
