package org.jawort.delivery.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.delivery.Mailbox;
import org.jawort.platform.IpLiteral;
import org.jawort.platform.Networks;
import org.jawort.platform.web.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Lets in whoever has the code: in the address that the start printed, and from then on in a
 * cookie.
 *
 * <p>Developers may leave it unlocked ({@code bin/dev} does), and then need none on their own
 * machine. That is told by what a request looks like, which a proxy can imitate, and so nothing for
 * an installation.
 */
@Component
class MailboxDoor {
  private static final String CODE = "code";
  private static final String COOKIE = "__Host-jawort-mailbox";
  private static final List<String> PROXY_HEADERS =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via");
  private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final Mailbox mailbox;
  private final boolean unlocked;

  MailboxDoor(Mailbox mailbox, @Value("${jawort.mailbox.unlocked}") boolean unlocked) {
    this.mailbox = mailbox;
    this.unlocked = unlocked;
  }

  boolean admits(HttpServletRequest request) {
    return Stream.of(request.getParameter(CODE), kept(request))
            .anyMatch(given -> given != null && mailbox.admits(given))
        || (unlocked && looksLikeHere(request));
  }

  private static @Nullable String kept(HttpServletRequest request) {
    Cookie cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? null : cookie.getValue();
  }

  // What nginx asks for by itself is of HTTP/1.0.
  private static boolean looksLikeHere(HttpServletRequest request) {
    return IpLiteral.parse(request.getRemoteAddr())
            .filter(Networks.THIS_MACHINE::contain)
            .isPresent()
        && OWN_NAMES.contains(request.getServerName())
        && !request.getProtocol().equals("HTTP/1.0")
        && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
  }

  /** Has the browser keep the code, so that the links of the page need none. */
  Answer keeping(HttpServletRequest request, Answer answer) {
    String given = request.getParameter(CODE);
    return given == null || !mailbox.admits(given)
        ? answer
        : answer.header(
            HttpHeaders.SET_COOKIE,
            ResponseCookie.from(COOKIE, given)
                .path("/")
                .httpOnly(true)
                .secure(true)
                .sameSite("Lax")
                .build()
                .toString());
  }
}
