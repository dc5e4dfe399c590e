package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Leads a visitor on to a page on another website, once a form of ours has done its work. */
public final class ExternalRedirect {
  private ExternalRedirect() {}

  /**
   * The answer that leads there (303).
   *
   * @param address complete, and checked by whoever keeps it
   */
  public static ModelAndView go(String address) {
    var view = new RedirectView(address);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    view.setHttp10Compatible(false);
    view.setExposeModelAttributes(false);
    view.setExpandUriTemplateVariables(false);
    return new ModelAndView(view);
  }

  /**
   * Lets the form of this answer lead elsewhere. Browsers hold a form's redirects to the page's
   * policy as well, each hop of them, and a website may send its visitors on to another of its
   * names.
   */
  public static void allowFor(HttpServletResponse response) {
    ContentPolicy.STRICT.with("form-action", "'self' https:").set(response);
  }
}
