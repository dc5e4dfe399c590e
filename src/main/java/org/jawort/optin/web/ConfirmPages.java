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

/**
 * The link in the confirmation mail. Showing it changes nothing, whoever or whatever opens it; only
 * the button confirms (law 11 to 13).
 */
@Controller
class ConfirmPages {
  private static final String DONE = "optin.confirm.done";

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
  ModelAndView show(@PathVariable String token, HttpServletRequest request) {
    return questions.show(Tokens.Kind.CONFIRM, token, request, link -> closed(link, request));
  }

  @PostMapping("/c/{token}")
  ModelAndView confirm(@PathVariable String token, HttpServletRequest request) {
    return questions.answer(
        Tokens.Kind.CONFIRM, token, link -> confirm(link, request), link -> closed(link, request));
  }

  private ModelAndView confirm(Link link, HttpServletRequest request) {
    Answer answer =
        optIns.confirm(link.tenant().id(), link.message(), links.visit(request, link.tenant()));
    return switch (answer) {
      case DONE -> page.given(link, renewal(link) ? "optin.confirm.renewed" : DONE, request);
      case ALREADY -> page.given(link, already(link), request);
      case EXPIRED -> page.gone(link, "optin.confirm.expired", request);
      case OVERTAKEN -> page.gone(link, "optin.confirm.overtaken", request);
      case UNKNOWN -> page.unknown("optin.unknown");
    };
  }

  private static boolean renewal(Link link) {
    return link.request().renewal();
  }

  private static String already(Link link) {
    return renewal(link) ? "optin.confirm.stands" : "optin.confirm.already";
  }

  private ModelAndView closed(Link link, HttpServletRequest request) {
    ConsentStatus status = link.request().status();
    if (status.mayAdvertise()) {
      return page.given(link, already(link), request);
    }
    boolean decided = status == ConsentStatus.REFUSED || status == ConsentStatus.REVOKED;
    return page.gone(link, decided ? "optin.confirm.overtaken" : "optin.confirm.expired", request);
  }
}
