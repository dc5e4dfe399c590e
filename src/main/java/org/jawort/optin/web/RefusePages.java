package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jawort.consent.ConsentStatus;
import org.jawort.optin.Answer;
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
  ModelAndView show(@PathVariable String token, HttpServletRequest request) {
    return questions.show(Tokens.Kind.REFUSE, token, request, link -> closed(link, request));
  }

  @PostMapping("/r/{token}")
  ModelAndView refuse(@PathVariable String token, HttpServletRequest request) {
    return questions.answer(
        Tokens.Kind.REFUSE, token, link -> refuse(link, request), link -> closed(link, request));
  }

  private ModelAndView refuse(Link link, HttpServletRequest request) {
    Answer answer =
        optIns.refuse(link.tenant().id(), link.message(), links.visit(request, link.tenant()));
    return switch (answer) {
      case DONE ->
          page.told(
              link,
              link.request().renewal() ? "optin.refuse.withdrawn" : "optin.refuse.done",
              request);
      case ALREADY -> page.told(link, "optin.refuse.already", request);
      case EXPIRED, OVERTAKEN -> closed(link, request);
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  /** There is nothing to refuse: it was refused, confirmed, withdrawn, or never answered. */
  private ModelAndView closed(Link link, HttpServletRequest request) {
    ConsentStatus status = link.request().status();
    boolean renewal = link.request().renewal();
    if (status.mayAdvertise()) {
      return page.given(link, renewal ? "optin.confirm.stands" : "optin.refuse.confirmed", request);
    }
    return status == ConsentStatus.REFUSED || renewal && status == ConsentStatus.REVOKED
        ? page.told(link, "optin.refuse.already", request)
        : page.gone(link, "optin.refuse.expired", request);
  }
}
