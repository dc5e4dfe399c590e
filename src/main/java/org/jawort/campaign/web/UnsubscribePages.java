package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jawort.campaign.Unsubscriptions;
import org.jawort.campaign.Unsubscriptions.Subject;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.ShownLanding;
import org.jawort.consent.Evidence;
import org.jawort.consent.LandingVersion;
import org.jawort.consent.ShownPage;
import org.jawort.consent.Unsubscribed;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.PersonalLinkPages;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Unsubscribing: GET shows one button, POST acts (law 31, 32; RFC 8058). */
@Controller
class UnsubscribePages extends PersonalLinkPages<Subject> {
  private static final String TEMPLATE = "landing/page";

  private final Unsubscriptions unsubscriptions;
  private final LandingPages landings;
  private final Tenants tenants;
  private final Networks proxies;

  UnsubscribePages(
      Unsubscriptions unsubscriptions, LandingPages landings, Tenants tenants, Settings settings) {
    this.unsubscriptions = unsubscriptions;
    this.landings = landings;
    this.tenants = tenants;
    this.proxies = settings.reach().proxies();
  }

  @GetMapping("/u/{token}")
  Answer show(@PathVariable String token, HttpServletRequest request) {
    return shown(token, request);
  }

  /**
   * The page's own button, or a mail program's. Which of them is asked here and not in the mapping:
   * a mapping by parameter makes Spring read the body of every POST to whatever address.
   */
  @PostMapping("/u/{token}")
  Answer press(@PathVariable String token, HttpServletRequest request) {
    return "One-Click".equals(request.getParameter("List-Unsubscribe"))
        ? oneClick(token, request)
        : pressed(token, request);
  }

  /** A mail program's button: no cookie, no redirect, no page (RFC 8058, 3.2). */
  private Answer oneClick(String token, HttpServletRequest request) {
    Optional<Subject> subject = find(token);
    subject.ifPresent(found -> withdraw(found, "ONE_CLICK", request));
    return subject.isPresent() ? line("Unsubscribed\n") : line("Unknown link\n").status(404);
  }

  private static Answer line(String text) {
    return Answer.written("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected Optional<Subject> find(String token) {
    return unsubscriptions.find(token);
  }

  @Override
  protected Answer nothing(String token) {
    return Answer.page(TEMPLATE)
        .with("brand", Brand.NONE)
        .with("text", "campaign.unsubscribe.unknown")
        .status(404);
  }

  @Override
  protected void noteFetch(Subject subject, HttpServletRequest request) {
    unsubscriptions.noteFetch(subject, request.getHeader("User-Agent"));
  }

  @Override
  protected Answer show(Subject subject, HttpServletRequest request) {
    ShownLanding shown = shown(subject, LandingKind.UNSUBSCRIBE, null);
    Answer page =
        page(subject, shown.brand())
            .with("shown", shown)
            .with("action", request.getRequestURI())
            .with("parts", subject.parts())
            .with("wordings", subject.wordings());
    return shown.leadsOn() ? page.leadingOn() : page;
  }

  @Override
  protected Answer act(Subject subject, HttpServletRequest request) {
    return switch (withdraw(subject.only(request.getParameter("only")), "LINK", request)) {
      case REVOKED, REFUSED -> done(subject);
      case ALREADY ->
          page(subject, shown(subject, LandingKind.UNSUBSCRIBED, null).brand())
              .with("text", "campaign.unsubscribe.already");
      case GONE -> nothing("");
    };
  }

  /** The landing page, or the page elsewhere in its place. */
  private Answer done(Subject subject) {
    ShownLanding shown = shown(subject, LandingKind.UNSUBSCRIBED, subject.message());
    return shown.redirect().isEmpty()
        ? page(subject, shown.brand()).with("shown", shown)
        : Answer.elsewhere(shown.redirect());
  }

  private Unsubscribed withdraw(Subject subject, String source, HttpServletRequest request) {
    Tenant tenant = tenants.find(subject.tenant());
    LandingVersion pressed =
        landings.pressed(
            subject.tenant(),
            LandingKind.UNSUBSCRIBE,
            subject.language(),
            request.getParameter("page"));
    // A mail program's button shows no page.
    ShownPage shown =
        source.equals("LINK")
            ? landings
                .asked(tenant, LandingKind.UNSUBSCRIBE, subject.language(), pressed)
                .page(subject.wordings(), null)
            : null;
    var evidence =
        Evidence.pressed(
            tenant.ipMode().keep(ClientAddress.of(request, proxies).address()),
            Evidence.shortened(request.getHeader("User-Agent")),
            pressed,
            shown);
    return unsubscriptions.withdraw(subject, source, evidence);
  }

  private ShownLanding shown(Subject subject, LandingKind kind, @Nullable MessageId visitor) {
    Tenant tenant = tenants.find(subject.tenant());
    return landings.show(tenant, kind, subject.language(), visitor);
  }

  private static Answer page(Subject subject, Brand brand) {
    return Answer.page(TEMPLATE).with("brand", brand).in(subject.language());
  }
}
