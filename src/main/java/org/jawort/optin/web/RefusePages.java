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

/** The link in the confirmation mail for those who do not want it. Showing it changes nothing. */
@Controller
class RefusePages {
  private final LinkQuestions questions;
  private final PersonalLinks links;
  private final OptIns optIns;
  private final LinkPage page;

  RefusePages(LinkQuestions questions, PersonalLinks links, OptIns optIns, LinkPage page) {
    this.questions = questions;
    this.links = links;
    this.optIns = optIns;
    this.page = page;
  }

  @GetMapping("/r/{token}")
  ModelAndView show(
      @PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
    return questions.show(
        Tokens.Kind.REFUSE, token, request, response, link -> closed(link, request));
  }

  @PostMapping("/r/{token}")
  ModelAndView refuse(@PathVariable String token, HttpServletRequest request) {
    return questions.answer(
        Tokens.Kind.REFUSE, token, link -> refuse(link, request), link -> closed(link, request));
  }

  private ModelAndView refuse(Link link, HttpServletRequest request) {
    AnswerOutcome answerOutcome =
        optIns.refuse(
            link.tenant().id(), link.message(), links.visit(request, link, LandingKind.REFUSE));
    return switch (answerOutcome) {
      case DONE -> page.refused(link, request);
      case ALREADY -> page.told(link, LandingKind.REFUSED, "optin.refuse.already", request);
      case EXPIRED, OVERTAKEN -> closed(link, request);
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  /** There is nothing to refuse: it was refused, confirmed, withdrawn, or never answered. */
  private ModelAndView closed(Link link, HttpServletRequest request) {
    ConsentStatus status = link.request().status();
    if (status.mayAdvertise()) {
      return page.notRefusable(link, request);
    }
    boolean withdrawn = link.request().renewal() && status == ConsentStatus.REVOKED;
    return status == ConsentStatus.REFUSED || withdrawn
        ? page.told(link, LandingKind.REFUSED, "optin.refuse.already", request)
        : page.gone(link, "optin.refuse.expired", request);
  }
}
