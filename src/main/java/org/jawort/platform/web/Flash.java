package org.jawort.platform.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * A sentence for the next page, after a redirect. It travels in a cookie of a minute, because nodes
 * keep nothing; so it names a message and numbers, never a person.
 *
 * @param good whether something worked, or did not
 * @param key of the message
 * @param arguments for its placeholders
 */
public record Flash(boolean good, String key, List<String> arguments) {
  private static final String COOKIE = "__Host-jawort-flash";
  private static final Pattern KEY = Pattern.compile("[a-z][A-Za-z0-9.-]{1,80}");
  private static final Pattern ARGUMENT = Pattern.compile("[A-Za-z0-9.-]{1,253}");

  /** Says on the next page that something worked. */
  public static void good(HttpServletResponse response, String key, Object... arguments) {
    write(response, "good", key, arguments);
  }

  /** Says on the next page that something did not work. */
  public static void bad(HttpServletResponse response, String key, Object... arguments) {
    write(response, "bad", key, arguments);
  }

  private static void write(
      HttpServletResponse response, String kind, String key, Object... arguments) {
    var value = new StringBuilder(kind).append('|').append(key);
    for (Object argument : arguments) {
      if (!ARGUMENT.matcher(argument.toString()).matches()) {
        throw new IllegalArgumentException("a flash carries numbers and codes only");
      }
      value.append('|').append(argument);
    }
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(value.toString(), Duration.ofMinutes(1)));
  }

  /** Reads what the previous page left, and ends it with this answer. */
  static Optional<Flash> take(HttpServletRequest request, HttpServletResponse response) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO));
    List<String> parts = Arrays.asList(cookie.getValue().split("\\|"));
    if (parts.size() < 2 || !KEY.matcher(parts.get(1)).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Flash(
            parts.getFirst().equals("good"),
            parts.get(1),
            List.copyOf(parts.subList(2, parts.size()))));
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
}
