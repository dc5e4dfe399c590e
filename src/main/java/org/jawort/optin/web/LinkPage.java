package org.jawort.optin.web;

import java.util.Optional;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.ShownLanding;
import org.jawort.delivery.MessageId;
import org.jawort.optin.SignUpAddress;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Brand;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws the pages behind personal links: the tenant's landing pages, and in their look the few that
 * only we have words for.
 */
@Component
class LinkPage {
  private static final String TEMPLATE = "landing/page";
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final PersonalLinks links;
  private final SignUpAddress signUp;
  private final LandingPages landings;

  LinkPage(PersonalLinks links, SignUpAddress signUp, LandingPages landings) {
    this.links = links;
    this.signUp = signUp;
    this.landings = landings;
  }

  /**
   * Asks, with the exact words and one button. To renew what was given is asked in our own words.
   *
   * @param action where the form posts to, the page's own address
   */
  Answer ask(Link link, LandingKind kind, String action) {
    boolean renewal = link.request().renewal();
    Answer page = renewal ? told(link, kind, ShownQuestions.renewing(kind)) : asked(link, kind);
    return page.with("action", action)
        .with("wordings", link.request().wordings())
        .with("signedUpAt", link.request().signedUpAt())
        .with("since", renewal ? "optin.askedAt" : "landing.signedUpAt")
        .with("zone", link.tenant().timeZone());
  }

  private Answer asked(Link link, LandingKind kind) {
    ShownLanding shown = show(link, kind, null);
    return shown.leadsOn() ? page(link, shown).leadingOn() : page(link, shown);
  }

  /** What follows on a "yes" just given: the landing page, or the page elsewhere in its place. */
  Answer confirmed(Link link) {
    Answer page =
        link.request().renewal()
            ? told(link, LandingKind.CONFIRMED, "optin.confirm.renewed")
            : answered(link, LandingKind.CONFIRMED);
    return page.with("unsubscribe", links.unsubscribe(link));
  }

  /** What follows on a "no" just given, likewise. */
  Answer refused(Link link) {
    return link.request().renewal()
        ? told(link, LandingKind.REFUSED, "optin.refuse.withdrawn")
        : answered(link, LandingKind.REFUSED);
  }

  private Answer answered(Link link, LandingKind kind) {
    ShownLanding shown = show(link, kind, link.message());
    return shown.redirect().isEmpty() ? page(link, shown) : Answer.elsewhere(shown.redirect());
  }

  /** Says that the consent was given before, and how to withdraw it (law 31). */
  Answer alreadyGiven(Link link) {
    Answer page =
        link.request().renewal()
            ? told(link, LandingKind.ALREADY_CONFIRMED, "optin.confirm.stands")
            : page(link, show(link, LandingKind.ALREADY_CONFIRMED, null));
    return page.with("unsubscribe", links.unsubscribe(link));
  }

  /** Says so to somebody who came to refuse. */
  Answer notRefusable(Link link) {
    String text = link.request().renewal() ? "optin.confirm.stands" : "optin.refuse.confirmed";
    return told(link, LandingKind.ALREADY_CONFIRMED, text)
        .with("unsubscribe", links.unsubscribe(link));
  }

  /** Says to somebody who came to refuse that a newer request stands, and where to refuse that. */
  Answer superseded(Link link) {
    return told(link, LandingKind.EXPIRED, "optin.refuse.superseded")
        .with("unsubscribe", links.unsubscribe(link))
        .status(GONE);
  }

  /** Says how things stand, in the look of a landing page. */
  Answer told(Link link, LandingKind look, String text) {
    return page(show(link, look, null).brand()).with("text", text).in(link.request().language());
  }

  /** Says that the time is over, and where to sign up again. */
  Answer expired(Link link) {
    return page(link, show(link, LandingKind.EXPIRED, null))
        .with("signUp", form(link))
        .status(GONE);
  }

  /** Says that the link acts no more, and where to sign up again. */
  Answer gone(Link link, String text) {
    return told(link, LandingKind.EXPIRED, text).with("signUp", form(link)).status(GONE);
  }

  private @Nullable String form(Link link) {
    Optional<String> form = signUp.pathOf(link.tenant().id(), link.request().language());
    return form.orElse(null);
  }

  /** Says that there is nothing behind the address, whatever the reason. */
  Answer unknown(String text) {
    return page(Brand.NONE).with("text", text).status(NOT_FOUND);
  }

  /** Says that what the address was about has ended; of nobody in particular. */
  Answer over(String text) {
    return page(Brand.NONE).with("text", text).status(GONE);
  }

  private ShownLanding show(Link link, LandingKind kind, @Nullable MessageId visitor) {
    return landings.show(link.tenant(), kind, link.request().language(), visitor);
  }

  private static Answer page(Link link, ShownLanding shown) {
    return page(shown.brand()).with("shown", shown).in(link.request().language());
  }

  private static Answer page(Brand brand) {
    return Answer.page(TEMPLATE).with("brand", brand);
  }
}
