package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.optin.OptIns;
import org.jawort.optin.PendingQuestion;
import org.jawort.optin.Visit;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.Tokens;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PersonalLinkPages;

/** What the pages of both links in the confirmation mail have in common. */
abstract class QuestionPages extends PersonalLinkPages<Link> {
  private final Tokens.Kind kind;
  private final LandingKind question;
  private final PersonalLinks links;
  private final OptIns optIns;
  private final LinkPage page;

  QuestionPages(
      Tokens.Kind kind, LandingKind question, PersonalLinks links, OptIns optIns, LinkPage page) {
    this.kind = kind;
    this.question = question;
    this.links = links;
    this.optIns = optIns;
    this.page = page;
  }

  /** Tells whether the question can still be answered. */
  abstract boolean isOpen(PendingQuestion asked);

  /** Takes the answer. */
  abstract Answer answer(Link link, Visit visit);

  /** Says how things stand where there is nothing left to answer. */
  abstract Answer closed(Link link);

  @Override
  protected Optional<Link> find(String token) {
    return links.find(kind, token);
  }

  @Override
  protected Answer nothing(String token) {
    return links.ofEndedTrial(kind, token)
        ? page.over("trial.over")
        : page.unknown("optin.unknown");
  }

  @Override
  protected void noteFetch(Link link, HttpServletRequest request) {
    optIns.noteFetch(
        link.tenant().id(), link.message(), kind.name(), links.visit(request, link.tenant()));
  }

  @Override
  protected Answer show(Link link, HttpServletRequest request) {
    return link.expired() || !isOpen(link.request())
        ? closed(link)
        : page.ask(link, question, request.getRequestURI());
  }

  @Override
  protected Answer act(Link link, HttpServletRequest request) {
    return link.expired() ? closed(link) : answer(link, links.visit(request, link, question));
  }
}
