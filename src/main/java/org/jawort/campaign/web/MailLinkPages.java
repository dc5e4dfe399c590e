package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jawort.campaign.WebVersions;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Brand;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A mail in the browser, and where the links of mails lead that were only tried out. */
@Controller
class MailLinkPages {
  private static final String OPEN =
      "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

  private final WebVersions versions;
  private final FramedMail frame;

  MailLinkPages(WebVersions versions, FramedMail frame) {
    this.versions = versions;
    this.frame = frame;
  }

  @GetMapping("/w/{token}")
  Answer show(@PathVariable String token, HttpServletRequest request) {
    Optional<String> html = versions.open(token, request.getHeader("User-Agent"));
    return html.isEmpty()
        ? page(Language.DE, "campaign.web.unknown").status(404)
        : frame.within(html.get(), OPEN).header("X-Robots-Tag", "noindex");
  }

  @GetMapping("/w/trial/{language:de|en}/{link:confirm|refuse|unsubscribe|web-version}")
  Answer trial(@PathVariable String language, @PathVariable String link) {
    return page(Language.ofCode(language), "campaign.trial").with("link", "campaign.trial." + link);
  }

  private static Answer page(Language language, String text) {
    return Answer.page("campaign/said").with("brand", Brand.NONE).with("text", text).in(language);
  }
}
