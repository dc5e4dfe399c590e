package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jawort.campaign.WebVersions;
import org.jawort.platform.Language;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.PageLocale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
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
  Object show(
      @PathVariable String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<String> html = versions.open(token, request.getHeader("User-Agent"));
    if (html.isEmpty()) {
      response.setStatus(404);
      return page(request, model, Language.DE, "campaign.web.unknown");
    }
    frame.within(response, OPEN);
    response.setHeader("X-Robots-Tag", "noindex");
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html.get().getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/w/trial/{language:de|en}/{link:confirm|refuse|unsubscribe|web-version}")
  String trial(
      @PathVariable String language,
      @PathVariable String link,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("link", "campaign.trial." + link);
    return page(request, model, Language.ofCode(language), "campaign.trial");
  }

  private static String page(
      HttpServletRequest request, Model model, Language language, String text) {
    PageLocale.choose(request, language);
    model.addAttribute("brand", Brand.NONE);
    model.addAttribute("text", text);
    return "campaign/said";
  }
}
