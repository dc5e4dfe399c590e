package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.campaign.Unsubscriptions;
import org.jawort.campaign.Unsubscriptions.Subject;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.ShownLanding;
import org.jawort.consent.Evidence;
import org.jawort.consent.Unsubscribed;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.ExternalRedirect;
import org.jawort.platform.web.PageLocale;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Unsubscribing: GET shows one button, POST acts (law 31, 32; RFC 8058). */
@Controller
class UnsubscribePages {
  private static final String TEMPLATE = "landing/page";

  private final Unsubscriptions unsubscriptions;
  private final LandingPages landings;
  private final Tenants tenants;
  private final boolean secure;

  UnsubscribePages(
      Unsubscriptions unsubscriptions, LandingPages landings, Tenants tenants, Settings settings) {
    this.unsubscriptions = unsubscriptions;
    this.landings = landings;
    this.tenants = tenants;
    this.secure = settings.secure();
  }

  @GetMapping("/u/{token}")
  ModelAndView show(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    Optional<Subject> subject = unsubscriptions.find(token);
    if (subject.isEmpty()) {
      return unknown();
    }
    if (request.getMethod().equals(HttpMethod.GET.name())) {
      unsubscriptions.noteFetch(subject.get(), request.getHeader("User-Agent"));
    }
    ShownLanding shown = shown(subject.get(), LandingKind.UNSUBSCRIBE, null);
    if (shown.leadsOn()) {
      ExternalRedirect.allowFor(response);
    }
    return page(subject.get(), shown.brand(), request)
        .addObject("shown", shown)
        .addObject("action", request.getRequestURI())
        .addObject("wordings", subject.get().wordings());
  }

  /**
   * The page's own button, or a mail program's. Which of them is asked here and not in the mapping:
   * a mapping by parameter makes Spring read the body of every POST to whatever address.
   */
  @PostMapping("/u/{token}")
  Object press(@PathVariable String token, HttpServletRequest request) {
    return "One-Click".equals(request.getParameter("List-Unsubscribe"))
        ? oneClick(token, request)
        : pressButton(token, request);
  }

  private ModelAndView pressButton(String token, HttpServletRequest request) {
    Optional<Subject> found = unsubscriptions.find(token);
    if (found.isEmpty()) {
      return unknown();
    }
    Subject subject = found.get();
    return switch (withdraw(subject, "LINK", request)) {
      case REVOKED, REFUSED -> done(subject, request);
      case ALREADY, NOTHING_TO_WITHDRAW ->
          page(subject, shown(subject, LandingKind.UNSUBSCRIBED, null).brand(), request)
              .addObject("text", "campaign.unsubscribe.already");
    };
  }

  /** The landing page, or the page elsewhere in its place. */
  private ModelAndView done(Subject subject, HttpServletRequest request) {
    ShownLanding shown = shown(subject, LandingKind.UNSUBSCRIBED, subject.message());
    return shown.redirect().isEmpty()
        ? page(subject, shown.brand(), request).addObject("shown", shown)
        : ExternalRedirect.go(shown.redirect());
  }

  /** A mail program's button: no cookie, no redirect, no page (RFC 8058, 3.2). */
  private ResponseEntity<String> oneClick(String token, HttpServletRequest request) {
    Optional<Subject> subject = unsubscriptions.find(token);
    subject.ifPresent(found -> withdraw(found, "ONE_CLICK", request));
    return ResponseEntity.status(subject.isPresent() ? 200 : 404)
        .contentType(MediaType.TEXT_PLAIN)
        .body(subject.isPresent() ? "Unsubscribed\n" : "Unknown link\n");
  }

  private Unsubscribed withdraw(Subject subject, String source, HttpServletRequest request) {
    Tenant tenant = tenants.find(subject.tenant());
    var evidence =
        Evidence.pressed(
            tenant.ipMode().keep(ClientAddress.of(request, secure).address()),
            Evidence.shortened(request.getHeader("User-Agent")),
            landings.pressed(
                subject.tenant(),
                LandingKind.UNSUBSCRIBE,
                subject.language(),
                request.getParameter("page")));
    return unsubscriptions.withdraw(subject, source, evidence);
  }

  private ShownLanding shown(Subject subject, LandingKind kind, @Nullable MessageId visitor) {
    Tenant tenant = tenants.find(subject.tenant());
    return landings.show(tenant, kind, subject.language(), visitor);
  }

  private static ModelAndView page(Subject subject, Brand brand, HttpServletRequest request) {
    PageLocale.choose(request, subject.language());
    return new ModelAndView(TEMPLATE).addObject("brand", brand);
  }

  private static ModelAndView unknown() {
    var page = new ModelAndView(TEMPLATE);
    page.setStatus(HttpStatus.NOT_FOUND);
    return page.addObject("brand", Brand.NONE).addObject("text", "campaign.unsubscribe.unknown");
  }
}
