package org.jawort.tenant.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.tenant.VisitingStaff;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Carries the key of the session; the browser forgets it when it is closed. */
final class SessionCookie {
  private static final String NAME = VisitingStaff.COOKIE;

  private SessionCookie() {}

  static Optional<String> read(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, NAME)).map(Cookie::getValue);
  }

  static void write(HttpServletResponse response, String key) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(key).build().toString());
  }

  static void clear(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("").maxAge(0).build().toString());
  }

  private static ResponseCookie.ResponseCookieBuilder cookie(String value) {
    return ResponseCookie.from(NAME, value).path("/").httpOnly(true).secure(true).sameSite("Lax");
  }
}
