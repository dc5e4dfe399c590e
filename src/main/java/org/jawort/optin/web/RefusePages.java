package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.consent.ConsentStatus;
import org.jawort.optin.OptIns;
import org.jawort.optin.PendingQuestion;
import org.jawort.optin.Visit;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.Tokens;
import org.jawort.platform.web.Answer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The link in the confirmation mail for those who do not want it. Showing it changes nothing. */
@Controller
class RefusePages extends QuestionPages {
  private static final String COMPLAINT = "complaint";

  private final PersonalLinks links;
  private final OptIns optIns;
  private final LinkPage page;

  RefusePages(PersonalLinks links, OptIns optIns, LinkPage page) {
    super(Tokens.Kind.REFUSE, LandingKind.REFUSE, links, optIns, page);
    this.links = links;
    this.optIns = optIns;
    this.page = page;
  }

  @GetMapping("/r/{token}")
  Answer show(@PathVariable String token, HttpServletRequest request) {
    return shown(token, request);
  }

  @PostMapping("/r/{token}")
  Answer refuse(@PathVariable String token, HttpServletRequest request) {
    return pressed(token, request);
  }

  /**
   * A "no" is honoured also when the time was over, and to what was to be renewed it is a
   * withdrawal, be it asked about any more or not (law 31).
   */
  @Override
  boolean isOpen(PendingQuestion asked) {
    return switch (asked.status()) {
      case CONFIRMED, EXTERNALLY_DOCUMENTED -> asked.waiting() || asked.renewal();
      case UNKNOWN, LAPSED -> true;
      case TRIGGERED, SENT, REFUSED, REVOKED -> asked.waiting();
    };
  }

  /**
   * Whatever is left to refuse: that nobody asked for the mail can be said at any time, on a page
   * of its own, as each page has one button.
   */
  @Override
  protected Answer show(Link link, HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getParameter(COMPLAINT) == null
        ? super.show(link, request).with("complain", path + "?" + COMPLAINT)
        : page.told(link, LandingKind.REFUSED, "optin.complaint").with("complaining", path);
  }

  /** Whoever never asked for the mail may say so, whatever became of the question. */
  @Override
  protected Answer act(Link link, HttpServletRequest request) {
    return request.getParameter(COMPLAINT) == null
        ? super.act(link, request)
        : complained(link, links.complaint(request, link));
  }

  private Answer complained(Link link, Visit visit) {
    return switch (optIns.complain(link.tenant().id(), link.message(), visit)) {
      case DONE, ALREADY -> page.told(link, LandingKind.REFUSED, "optin.complaint.done");
      case SUPERSEDED, EXPIRED, OVERTAKEN, UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  @Override
  Answer answer(Link link, Visit visit) {
    return switch (optIns.refuse(link.tenant().id(), link.message(), visit)) {
      case DONE -> page.refused(link);
      case ALREADY -> page.told(link, LandingKind.REFUSED, "optin.refuse.already");
      case SUPERSEDED -> page.superseded(link);
      case EXPIRED, OVERTAKEN -> closed(link);
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  /** There is nothing to refuse: it was refused, confirmed, withdrawn, or never answered. */
  @Override
  Answer closed(Link link) {
    ConsentStatus status = link.request().status();
    if (status.mayAdvertise()) {
      return page.notRefusable(link);
    }
    if (status.pending() && !link.request().waiting()) {
      return page.superseded(link);
    }
    boolean withdrawn = link.request().renewal() && status == ConsentStatus.REVOKED;
    return status == ConsentStatus.REFUSED || withdrawn
        ? page.told(link, LandingKind.REFUSED, "optin.refuse.already")
        : page.gone(link, "optin.refuse.expired");
  }
}
