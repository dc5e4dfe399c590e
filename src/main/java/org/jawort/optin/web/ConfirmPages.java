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

/**
 * The link in the confirmation mail. Showing it changes nothing, whoever or whatever opens it; only
 * the button confirms (law 11 to 13).
 */
@Controller
class ConfirmPages extends QuestionPages {
  private final OptIns optIns;
  private final LinkPage page;

  ConfirmPages(PersonalLinks links, OptIns optIns, LinkPage page) {
    super(Tokens.Kind.CONFIRM, LandingKind.CONFIRM, links, optIns, page);
    this.optIns = optIns;
    this.page = page;
  }

  @GetMapping("/c/{token}")
  Answer show(@PathVariable String token, HttpServletRequest request) {
    return shown(token, request);
  }

  @PostMapping("/c/{token}")
  Answer confirm(@PathVariable String token, HttpServletRequest request) {
    return pressed(token, request);
  }

  @Override
  boolean isOpen(PendingQuestion asked) {
    return asked.waiting();
  }

  @Override
  Answer answer(Link link, Visit visit) {
    return switch (optIns.confirm(link.tenant().id(), link.message(), visit)) {
      case DONE -> page.confirmed(link);
      case ALREADY -> page.alreadyGiven(link);
      case EXPIRED -> page.expired(link);
      case SUPERSEDED -> page.gone(link, "optin.confirm.superseded");
      case OVERTAKEN -> page.gone(link, "optin.confirm.overtaken");
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  @Override
  Answer closed(Link link) {
    ConsentStatus status = link.request().status();
    if (status.mayAdvertise()) {
      return page.alreadyGiven(link);
    }
    if (status.pending() && !link.request().waiting()) {
      return page.gone(link, "optin.confirm.superseded");
    }
    return status.isNo() ? page.gone(link, "optin.confirm.overtaken") : page.expired(link);
  }
}
