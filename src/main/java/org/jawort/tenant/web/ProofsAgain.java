package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.SecondFactors;
import org.jawort.tenant.account.SecondFactors.CodeOutcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Checks once more that whoever uses a session is who opened it. */
@Component
class ProofsAgain {
  static final String PASSWORD = "again_password";
  static final String CODE = "again_code";

  private final SignIns signIns;
  private final SecondFactors factors;
  private final Accounts accounts;
  private final Sessions sessions;
  private final ApplicationEventPublisher events;
  private final Networks proxies;

  ProofsAgain(
      SignIns signIns,
      SecondFactors factors,
      Accounts accounts,
      Sessions sessions,
      ApplicationEventPublisher events,
      Settings settings) {
    this.signIns = signIns;
    this.factors = factors;
    this.accounts = accounts;
    this.sessions = sessions;
    this.events = events;
    this.proxies = settings.reach().proxies();
  }

  /**
   * What the page asks for.
   *
   * @param password whether the account has one
   * @param owned a second factor, which is asked for as well
   */
  record Asked(boolean password, SecondFactors.Owned owned) {}

  Asked asked(User user) {
    return new Asked(accounts.hash(user.account()).isPresent(), factors.of(user.account()));
  }

  /**
   * Checks what was typed, and notes it in the session where it is right.
   *
   * @return the message that says what is wrong; empty where nothing is
   */
  Optional<String> check(OpenSession session, HttpServletRequest request) {
    User user = session.user();
    String password = Optional.ofNullable(request.getParameter(PASSWORD)).orElse("");
    SignIns.SignInOutcome first =
        signIns.attempt(user.email().address(), password, DeviceCookie.origin(request, proxies));
    return switch (first) {
      case SignIns.SignInOutcome.SignedIn fits -> second(user, request);
      case SignIns.SignInOutcome.Refused wrong -> Optional.of("account.again.wrong");
      case SignIns.SignInOutcome.TooMany many -> Optional.of("tenant.login.many");
    };
  }

  private Optional<String> second(User user, HttpServletRequest request) {
    if (!factors.of(user.account()).any()) {
      prove(user, StaffDeed.Way.PASSWORD, request);
      return Optional.empty();
    }
    String code = Optional.ofNullable(request.getParameter(CODE)).orElse("");
    return switch (factors.check(user.account(), code)) {
      case CodeOutcome.Fits(StaffDeed.Way way) -> {
        prove(user, way, request);
        yield Optional.empty();
      }
      case CodeOutcome.Wrong() -> {
        events.publishEvent(
            new StaffDeed.WasTurnedAway(user.account(), StaffDeed.Way.PASSWORD_AND_CODE));
        yield Optional.of("account.again.code");
      }
      case CodeOutcome.TooMany() -> Optional.of("account.step.many");
    };
  }

  /** Notes in the session that the person has shown that it is they. */
  void prove(User user, StaffDeed.Way way, HttpServletRequest request) {
    SessionCookie.read(request).ifPresent(key -> sessions.prove(key, Admissions.isStrong(way)));
    events.publishEvent(new StaffDeed.ProvedAgain(user.tenant(), user.id(), way));
  }
}
