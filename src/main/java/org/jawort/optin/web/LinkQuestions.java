package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.ShownLanding;
import org.jawort.optin.OptIns;
import org.jawort.optin.PendingQuestion;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.Tokens;
import org.jawort.platform.web.ExternalRedirect;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** What the pages of both links in the confirmation mail have in common. */
@Component
class LinkQuestions {
  private final PersonalLinks links;
  private final OptIns optIns;
  private final LinkPage page;

  LinkQuestions(PersonalLinks links, OptIns optIns, LinkPage page) {
    this.links = links;
    this.optIns = optIns;
    this.page = page;
  }

  /**
   * Asks, where the link still waits for its answer, and notes that it was fetched.
   *
   * @param closed what is shown where there is nothing left to answer
   */
  ModelAndView show(
      Tokens.Kind kind,
      String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Function<Link, ModelAndView> closed) {
    Optional<Link> found = links.find(kind, token);
    if (found.isEmpty()) {
      return nothing(kind, token);
    }
    Link link = found.get();
    if (request.getMethod().equals("GET")) {
      optIns.noteFetch(
          link.tenant().id(), link.message(), kind.name(), links.visit(request, link.tenant()));
    }
    return link.expired() || !isOpen(kind, link.request())
        ? closed.apply(link)
        : ask(link, question(kind), request, response);
  }

  private ModelAndView nothing(Tokens.Kind kind, String token) {
    return links.ofEndedTrial(kind, token)
        ? page.over("trial.over")
        : page.unknown("optin.unknown");
  }

  private ModelAndView ask(
      Link link, LandingKind kind, HttpServletRequest request, HttpServletResponse response) {
    ModelAndView asked = page.ask(link, kind, request);
    if (asked.getModel().get("shown") instanceof ShownLanding shown && shown.leadsOn()) {
      ExternalRedirect.allowFor(response);
    }
    return asked;
  }

  /** A "no" to what is given withdraws it, be it asked about any more or not (law 31). */
  private static boolean isOpen(Tokens.Kind kind, PendingQuestion asked) {
    boolean withdraws =
        asked.renewal() && kind == Tokens.Kind.REFUSE && asked.status().mayAdvertise();
    return asked.waiting() || withdraws;
  }

  private static LandingKind question(Tokens.Kind kind) {
    return kind == Tokens.Kind.CONFIRM ? LandingKind.CONFIRM : LandingKind.REFUSE;
  }

  /** Takes the answer, where there is still time. */
  ModelAndView answer(
      Tokens.Kind kind,
      String token,
      Function<Link, ModelAndView> answering,
      Function<Link, ModelAndView> closed) {
    return links
        .find(kind, token)
        .map(link -> link.expired() ? closed.apply(link) : answering.apply(link))
        .orElseGet(() -> nothing(kind, token));
  }
}
