package org.jawort.campaign.web;

import java.nio.charset.StandardCharsets;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.springframework.stereotype.Component;

/** How a mail is shown safely: no script, an origin of its own, no pictures but ours. */
@Component
class FramedMail {
  private final String pictures;

  FramedMail(Settings settings) {
    this.pictures = "data: " + settings.publicUrl() + "/assets/i/";
  }

  /** The page around the frame. */
  static Answer around(Answer page) {
    return page.policy(ContentPolicy.STRICT.with("frame-src", "'self'"));
  }

  /**
   * The mail itself.
   *
   * @param allowed what its sandbox lets it do, or nothing
   */
  Answer within(String html, String allowed) {
    return Answer.written("text/html;charset=UTF-8", html.getBytes(StandardCharsets.UTF_8))
        .policy(ContentPolicy.framed(allowed).with("img-src", pictures))
        // Links open pages that may not know this one as their opener.
        .header("Cross-Origin-Opener-Policy", "unsafe-none");
  }
}
