package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.consent.ConsentStatus;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.Tokens;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * The link in the confirmation mail. Showing it changes nothing, whoever or whatever opens it; only
 * the button confirms (law 11 to 13).
 */
@Controller
class ConfirmPages {
  private final LinkQuestions questions;
  private final PersonalLinks links;
  private final OptIns optIns;
  private final LinkPage page;

  ConfirmPages(LinkQuestions questions, PersonalLinks links, OptIns optIns, LinkPage page) {
    this.questions = questions;
    this.links = links;
    this.optIns = optIns;
    this.page = page;
  }

  @GetMapping("/c/{token}")
  ModelAndView show(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    return questions.show(
        Tokens.Kind.CONFIRM, token, request, response, link -> closed(link, request));
  }

  @PostMapping("/c/{token}")
  ModelAndView confirm(@PathVariable String token, HttpServletRequest request) {
    return questions.answer(
        Tokens.Kind.CONFIRM, token, link -> confirm(link, request), link -> closed(link, request));
  }

  private ModelAndView confirm(Link link, HttpServletRequest request) {
    AnswerOutcome answerOutcome =
        optIns.confirm(
            link.tenant().id(), link.message(), links.visit(request, link, LandingKind.CONFIRM));
    return switch (answerOutcome) {
      case DONE -> page.confirmed(link, request);
      case ALREADY -> page.alreadyGiven(link, request);
      case EXPIRED -> page.expired(link, request);
      case OVERTAKEN -> page.gone(link, "optin.confirm.overtaken", request);
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  private ModelAndView closed(Link link, HttpServletRequest request) {
    ConsentStatus status = link.request().status();
    if (status.mayAdvertise()) {
      return page.alreadyGiven(link, request);
    }
    boolean decided = status == ConsentStatus.REFUSED || status == ConsentStatus.REVOKED;
    return decided
        ? page.gone(link, "optin.confirm.overtaken", request)
        : page.expired(link, request);
  }
}
