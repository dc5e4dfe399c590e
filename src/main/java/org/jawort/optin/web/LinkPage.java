package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.ShownLanding;
import org.jawort.consent.Evidence;
import org.jawort.delivery.MessageId;
import org.jawort.optin.PendingQuestion;
import org.jawort.optin.SignUpAddress;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.ExternalRedirect;
import org.jawort.platform.web.PageLocale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Draws the pages behind personal links: the tenant's landing pages, and in their look the few that
 * only we have words for.
 */
@Component
class LinkPage {
  private static final String TEMPLATE = "landing/page";

  private final PersonalLinks links;
  private final SignUpAddress signUp;
  private final LandingPages landings;

  LinkPage(PersonalLinks links, SignUpAddress signUp, LandingPages landings) {
    this.links = links;
    this.signUp = signUp;
    this.landings = landings;
  }

  /**
   * Asks, with the exact words and one button; the form posts to the page's own address. To renew
   * what was given is asked in our own words.
   */
  ModelAndView ask(Link link, LandingKind kind, HttpServletRequest request) {
    boolean renewal = link.request().renewal();
    ModelAndView page =
        renewal
            ? page(link, kind, renewing(kind), HttpStatus.OK, request)
            : page(link, kind, HttpStatus.OK, request);
    return page.addObject("action", request.getRequestURI())
        .addObject("wordings", wordings(link.request()))
        .addObject("signedUpAt", link.request().signedUpAt())
        .addObject("since", renewal ? "optin.askedAt" : "landing.signedUpAt")
        .addObject("zone", link.tenant().timeZone());
  }

  private static String renewing(LandingKind kind) {
    return kind == LandingKind.CONFIRM ? "optin.confirm.renew" : "optin.refuse.renew";
  }

  /** What follows on a "yes" just given: the landing page, or the page elsewhere in its place. */
  ModelAndView confirmed(Link link, HttpServletRequest request) {
    ModelAndView page =
        link.request().renewal()
            ? told(link, LandingKind.CONFIRMED, "optin.confirm.renewed", request)
            : answered(link, LandingKind.CONFIRMED, request);
    return page.getView() == null ? page.addObject("unsubscribe", links.unsubscribe(link)) : page;
  }

  /** What follows on a "no" just given, likewise. */
  ModelAndView refused(Link link, HttpServletRequest request) {
    return link.request().renewal()
        ? told(link, LandingKind.REFUSED, "optin.refuse.withdrawn", request)
        : answered(link, LandingKind.REFUSED, request);
  }

  private ModelAndView answered(Link link, LandingKind kind, HttpServletRequest request) {
    ShownLanding shown = show(link, kind, link.message());
    return shown.redirect().isEmpty()
        ? page(link, shown, HttpStatus.OK, request)
        : ExternalRedirect.go(shown.redirect());
  }

  /** Says that the consent was given before, and how to withdraw it (law 31). */
  ModelAndView alreadyGiven(Link link, HttpServletRequest request) {
    ModelAndView page =
        link.request().renewal()
            ? told(link, LandingKind.ALREADY_CONFIRMED, "optin.confirm.stands", request)
            : page(link, LandingKind.ALREADY_CONFIRMED, HttpStatus.OK, request);
    return page.addObject("unsubscribe", links.unsubscribe(link));
  }

  /** Says so to somebody who came to refuse. */
  ModelAndView notRefusable(Link link, HttpServletRequest request) {
    String text = link.request().renewal() ? "optin.confirm.stands" : "optin.refuse.confirmed";
    return told(link, LandingKind.ALREADY_CONFIRMED, text, request)
        .addObject("unsubscribe", links.unsubscribe(link));
  }

  /** Says how things stand, in the look of a landing page. */
  ModelAndView told(Link link, LandingKind look, String text, HttpServletRequest request) {
    return page(link, look, text, HttpStatus.OK, request);
  }

  /** Says that the time is over, and where to sign up again. */
  ModelAndView expired(Link link, HttpServletRequest request) {
    return page(link, LandingKind.EXPIRED, HttpStatus.GONE, request)
        .addObject("signUp", form(link));
  }

  /** Says that the link acts no more, and where to sign up again. */
  ModelAndView gone(Link link, String text, HttpServletRequest request) {
    return page(link, LandingKind.EXPIRED, text, HttpStatus.GONE, request)
        .addObject("signUp", form(link));
  }

  private @Nullable String form(Link link) {
    Optional<String> form = signUp.pathOf(link.tenant().id(), link.request().language());
    return form.orElse(null);
  }

  /** Says that there is nothing behind the address, whatever the reason. */
  ModelAndView unknown(String text) {
    return page(Brand.NONE, HttpStatus.NOT_FOUND).addObject("text", text);
  }

  /** Says that what the address was about has ended; of nobody in particular. */
  ModelAndView over(String text) {
    return page(Brand.NONE, HttpStatus.GONE).addObject("text", text);
  }

  private ShownLanding show(Link link, LandingKind kind, @Nullable MessageId visitor) {
    return landings.show(link.tenant(), kind, link.request().language(), visitor);
  }

  private ModelAndView page(
      Link link, LandingKind kind, HttpStatus status, HttpServletRequest request) {
    return page(link, show(link, kind, null), status, request);
  }

  private ModelAndView page(
      Link link, LandingKind look, String text, HttpStatus status, HttpServletRequest request) {
    PageLocale.choose(request, link.request().language());
    return page(show(link, look, null).brand(), status).addObject("text", text);
  }

  private static ModelAndView page(
      Link link, ShownLanding shown, HttpStatus status, HttpServletRequest request) {
    PageLocale.choose(request, link.request().language());
    return page(shown.brand(), status).addObject("shown", shown);
  }

  private static ModelAndView page(Brand brand, HttpStatus status) {
    var page = new ModelAndView(TEMPLATE);
    page.addObject("brand", brand);
    page.setStatus(status);
    return page;
  }

  /** The words of each consent that was ticked; where another system asked, the purpose's. */
  private static List<String> wordings(PendingQuestion pendingQuestion) {
    List<String> ticked =
        pendingQuestion.boxes().stream()
            .filter(box -> box.ticked() && box.wording() != null)
            .map(Evidence.Box::text)
            .toList();
    return ticked.isEmpty() ? List.of(pendingQuestion.wording()) : ticked;
  }
}
