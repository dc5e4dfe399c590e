package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ContentPolicy;
import org.springframework.stereotype.Component;

/** How a mail is shown safely: no script, an origin of its own, no pictures but ours. */
@Component
class FramedMail {
  private final String pictures;

  FramedMail(Settings settings) {
    this.pictures = "data: " + settings.publicUrl() + "/assets/i/";
  }

  /** For the page around the frame. */
  void around(HttpServletResponse response) {
    ContentPolicy.STRICT.with("frame-src", "'self'").set(response);
  }

  /**
   * For the mail itself.
   *
   * @param allowed what its sandbox lets it do, or nothing
   */
  void within(HttpServletResponse response, String allowed) {
    ContentPolicy.framed(allowed).with("img-src", pictures).set(response);
    // Links open pages that may not know this one as their opener.
    response.setHeader("Cross-Origin-Opener-Policy", "unsafe-none");
  }
}
