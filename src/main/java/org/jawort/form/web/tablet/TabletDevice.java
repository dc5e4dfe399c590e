package org.jawort.form.web.tablet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.tablet.Tablets;
import org.jawort.platform.Settings;
import org.jawort.platform.web.PageFault;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * What a device holds: the key of one tablet, in a cookie that no script reads and no other website
 * makes it send. It outlives a browser that is killed, since what waits there needs it.
 */
@Component
class TabletDevice {
  private static final String COOKIE = "__Host-jawort-tablet";
  private static final Duration KEPT = Tablet.LONGEST.multipliedBy(2);

  private final Tablets tablets;
  private final InstantSource clock;
  private final String own;

  TabletDevice(Tablets tablets, InstantSource clock, Settings settings) {
    this.tablets = tablets;
    this.clock = clock;
    this.own = settings.publicUrl().toString();
  }

  /** The tablet that this device is, as long as nobody ended it. */
  Optional<Tablet> of(HttpServletRequest request) {
    return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
        .map(Cookie::getValue)
        .flatMap(tablets::find)
        .filter(tablet -> tablet.takes(tablet.openedAt(), clock.instant()));
  }

  /** The same where something is to be done, which only a page of ours may ask for. */
  Tablet acting(HttpServletRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.equals(own)) {
      throw PageFault.forbidden("frame.error.csrf");
    }
    return of(request).orElseThrow(TabletDevice::none);
  }

  /** The fault where the device is no tablet, or not any more. */
  static PageFault none() {
    return PageFault.forbidden("tablet.over").leadingTo("/login", "tablet.over.login");
  }

  void hold(HttpServletResponse response, String key) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie(key, KEPT).toString());
  }

  void letGo(HttpServletResponse response) {
    response.addHeader(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO).toString());
  }

  private static ResponseCookie cookie(String value, Duration age) {
    return ResponseCookie.from(COOKIE, value)
        .path("/")
        .httpOnly(true)
        .secure(true)
        .sameSite("Strict")
        .maxAge(age)
        .build();
  }
}
