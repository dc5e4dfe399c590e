package org.jawort.tenant.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jawort.platform.Networks;
import org.jawort.platform.web.ClientAddress;
import org.jawort.tenant.SignInOrigin;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/** Carries by what a device is recognised; it opens nothing. */
final class DeviceCookie {
  private static final String NAME = "__Host-jawort-device";
  private static final Duration LIFE = Duration.ofDays(365);

  private DeviceCookie() {}

  static String read(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, NAME);
    return cookie == null ? "" : cookie.getValue();
  }

  static void write(HttpServletResponse response, String value) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, value)
            .path("/")
            .httpOnly(true)
            .secure(true)
            .sameSite("Lax")
            .maxAge(LIFE)
            .build()
            .toString());
  }

  /** Where a try comes from. */
  static SignInOrigin origin(HttpServletRequest request, Networks proxies) {
    return new SignInOrigin(ClientAddress.of(request, proxies).network(), read(request));
  }
}
