package org.jawort.tenant;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Finds who of the staff looks at a public page, which knows no session by itself. */
@Component
public final class VisitingStaff {
  /** Name of the cookie that carries the key of the session. */
  public static final String COOKIE = "__Host-jawort";

  private final Sessions sessions;

  VisitingStaff(Sessions sessions) {
    this.sessions = sessions;
  }

  /** The member of staff; empty where a stranger looks. */
  public Optional<User> of(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .map(Cookie::getValue)
        .flatMap(sessions::find)
        .map(OpenSession::user);
  }

  /** Signs out of this browser whoever is signed in there. */
  public void dismiss(HttpServletRequest request, HttpServletResponse response) {
    Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .map(Cookie::getValue)
        .ifPresent(sessions::end);
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, "")
            .path("/")
            .httpOnly(true)
            .secure(true)
            .sameSite("Lax")
            .maxAge(0)
            .build()
            .toString());
  }
}
