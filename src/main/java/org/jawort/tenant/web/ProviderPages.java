package org.jawort.tenant.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.provider.SignOn;
import org.jawort.tenant.provider.SignOnAttempt;
import org.jawort.tenant.provider.SignOnOutcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/**
 * Signing in by another system: there, and back again. The way back is a GET, as the standard has
 * it; what it carries works once, and in the browser alone that went there.
 */
@Controller
class ProviderPages {
  private static final String COOKIE = "__Host-jawort-sign-on";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SignOn signOn;
  private final Admissions admissions;
  private final ApplicationEventPublisher events;

  ProviderPages(SignOn signOn, Admissions admissions, ApplicationEventPublisher events) {
    this.signOn = signOn;
    this.admissions = admissions;
    this.events = events;
  }

  /** What the browser keeps: the attempt, whether it must be anew, and where it leads on. */
  private record Kept(SignOnAttempt attempt, boolean anew, String to) {
    String text() {
      byte[] path = to.getBytes(StandardCharsets.UTF_8);
      return attempt.text()
          + (anew ? "!" : "~")
          + Base64.getUrlEncoder().withoutPadding().encodeToString(path);
    }

    static Optional<Kept> parse(String text) {
      int end = Math.max(text.indexOf('!'), text.indexOf('~'));
      if (end < 0) {
        return Optional.empty();
      }
      return SignOnAttempt.parse(text.substring(0, end))
          .map(
              attempt -> new Kept(attempt, text.charAt(end) == '!', path(text.substring(end + 1))));
    }

    private static String path(String text) {
      try {
        byte[] path = Base64.getUrlDecoder().decode(text);
        return OwnPaths.own(new String(path, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        return "/app";
      }
    }
  }

  @GetMapping("/login/provider")
  Answer leave(
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "false") boolean anew,
      HttpServletResponse response) {
    var kept = new Kept(SignOnAttempt.begin(), anew, OwnPaths.own(to));
    Optional<String> address = signOn.address(kept.attempt(), anew);
    if (address.isEmpty()) {
      return Answer.redirect("/login").bad("account.provider.gone");
    }
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(kept.text(), PATIENCE));
    return Answer.elsewhere(address.get());
  }

  private static String cookie(String value, Duration life) {
    return ResponseCookie.from(COOKIE, value)
        .path("/")
        .httpOnly(true)
        .secure(true)
        .sameSite("Lax")
        .maxAge(life)
        .build()
        .toString();
  }

  @GetMapping("/login/provider/answer")
  Answer comeBack(FormInput answer, HttpServletRequest request, HttpServletResponse response) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    Optional<Kept> kept = cookie == null ? Optional.empty() : Kept.parse(cookie.getValue());
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    String state = answer.value("state");
    String code = answer.value("code");
    SignOnOutcome outcome =
        kept.filter(one -> same(one.attempt().state(), state) && !code.isEmpty())
            .map(one -> signOn.answer(one.attempt(), code, state, one.anew()))
            .orElseGet(() -> new SignOnOutcome.Refused(Optional.empty()));
    return switch (outcome) {
      case SignOnOutcome.Vouched(User user) -> {
        admissions.admit(user, StaffDeed.Way.PROVIDER, request, response);
        yield Answer.redirect(kept.orElseThrow().to());
      }
      case SignOnOutcome.Refused(Optional<AccountId> account) -> {
        events.publishEvent(
            new StaffDeed.WasTurnedAway(account.orElse(null), StaffDeed.Way.PROVIDER));
        yield Answer.redirect("/login").bad("account.provider.refused");
      }
      case SignOnOutcome.Gone() -> Answer.redirect("/login").bad("account.provider.gone");
    };
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
