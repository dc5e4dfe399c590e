package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.KnownDevices;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Lets in whoever has shown that it is they, and out again: session, cookie, form token. */
@Component
class Admissions {
  private final Sessions sessions;
  private final Accounts accounts;
  private final Users users;
  private final Tenants tenants;
  private final KnownDevices devices;
  private final CookieCsrfTokenRepository formTokens;
  private final ApplicationEventPublisher events;

  Admissions(
      Sessions sessions,
      Accounts accounts,
      Users users,
      Tenants tenants,
      KnownDevices devices,
      CookieCsrfTokenRepository formTokens,
      ApplicationEventPublisher events) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.users = users;
    this.tenants = tenants;
    this.devices = devices;
    this.formTokens = formTokens;
    this.events = events;
  }

  /** Opens a new session in place of the old one, with a new form token. */
  void admit(
      User user, StaffDeed.Way way, HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.read(request).ifPresent(sessions::end);
    String device = DeviceName.of(request);
    DeviceCookie.write(response, devices.remember(DeviceCookie.read(request), user.email()));
    write(sessions.open(user, new Sessions.Entrance(device, isStrong(way))), request, response);
    events.publishEvent(new StaffDeed.CameIn(user.tenant(), user.id(), way, device));
  }

  /** Tells whether a way needs more than what somebody may have overheard. */
  static boolean isStrong(StaffDeed.Way way) {
    return switch (way) {
      case PASSWORD_AND_CODE, PASSWORD_AND_RECOVERY_CODE, PASSKEY, PROVIDER -> true;
      case PASSWORD, LINK -> false;
    };
  }

  private void write(String key, HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.write(response, key);
    // A form that was drawn before is of another session, perhaps of another tenant.
    formTokens.saveToken(null, request, response);
  }

  /** Ends the session. */
  void dismiss(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.read(request).ifPresent(sessions::end);
    SessionCookie.clear(response);
    formTokens.saveToken(null, request, response);
  }

  /**
   * Goes on in another tenant.
   *
   * @return false where the person does not work there
   */
  boolean move(int number, HttpServletRequest request, HttpServletResponse response) {
    Optional<String> key = SessionCookie.read(request);
    Optional<User> former = key.flatMap(sessions::find).map(OpenSession::user);
    Optional<User> there = former.flatMap(user -> member(user, number));
    Optional<String> fresh = there.flatMap(user -> sessions.move(key.orElseThrow(), user));
    fresh.ifPresent(
        moved -> {
          write(moved, request, response);
          TenantId from = former.orElseThrow().tenant();
          User user = there.orElseThrow();
          events.publishEvent(new StaffDeed.Switched(from, user.tenant(), user.id()));
        });
    return fresh.isPresent();
  }

  private Optional<User> member(User former, int number) {
    Optional<TenantId> tenant = tenants.byNumber(number);
    return accounts.memberships(former.account()).stream()
        .filter(place -> tenant.filter(place.tenant()::equals).isPresent())
        .findFirst()
        .flatMap(place -> users.find(place.tenant(), place.user()));
  }
}
