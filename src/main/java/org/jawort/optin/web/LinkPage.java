package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.Evidence;
import org.jawort.optin.Request;
import org.jawort.optin.SignUpAddress;
import org.jawort.optin.web.PersonalLinks.Link;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.PageLocale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Draws the pages behind personal links; all of them are one template with different words. */
@Component
class LinkPage {
  private static final String TEMPLATE = "optin/link";

  private final PersonalLinks links;
  private final SignUpAddress signUp;

  LinkPage(PersonalLinks links, SignUpAddress signUp) {
    this.links = links;
    this.signUp = signUp;
  }

  /** Asks, with the exact words and one button; the form posts to the page's own address. */
  ModelAndView ask(Link link, String text, String path, HttpServletRequest request) {
    return page(link, text, HttpStatus.OK, request)
        .addObject("action", path)
        .addObject("wordings", wordings(link.request()))
        .addObject("signedUpAt", link.request().signedUpAt())
        .addObject("since", link.request().renewal() ? "optin.askedAt" : "optin.signedUpAt")
        .addObject("zone", link.tenant().timeZone());
  }

  /** Says that a consent is given, and how to withdraw it (law 31). */
  ModelAndView given(Link link, String text, HttpServletRequest request) {
    return page(link, text, HttpStatus.OK, request)
        .addObject("unsubscribe", links.unsubscribe(link));
  }

  /** Says how things stand. */
  ModelAndView told(Link link, String text, HttpServletRequest request) {
    return page(link, text, HttpStatus.OK, request);
  }

  /** Says that the link acts no more, and where to sign up again. */
  ModelAndView gone(Link link, String text, HttpServletRequest request) {
    Optional<String> form = signUp.pathOf(link.tenant().id(), link.request().language());
    return page(link, text, HttpStatus.GONE, request).addObject("signUp", form.orElse(null));
  }

  /** Says that there is nothing behind the address, whatever the reason. */
  ModelAndView unknown(String text) {
    return page(text, Brand.NONE, HttpStatus.NOT_FOUND);
  }

  private static ModelAndView page(
      Link link, String text, HttpStatus status, HttpServletRequest request) {
    PageLocale.choose(request, link.request().language());
    return page(text, link.tenant().brand(), status);
  }

  private static ModelAndView page(String text, Brand brand, HttpStatus status) {
    var page = new ModelAndView(TEMPLATE);
    page.addObject("text", text);
    page.addObject("brand", brand);
    page.setStatus(status);
    return page;
  }

  /** The words of each consent that was ticked; where another system asked, the purpose's. */
  private static List<String> wordings(Request request) {
    List<String> ticked =
        request.boxes().stream()
            .filter(box -> box.ticked() && box.wording() != null)
            .map(Evidence.Box::text)
            .toList();
    return ticked.isEmpty() ? List.of(request.wording()) : ticked;
  }
}
