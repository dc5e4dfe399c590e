package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jawort.form.OpenForm;
import org.jawort.platform.web.Answer;

/**
 * A form in a frame of a foreign page has addresses of its own, and its pages go without our head
 * and foot; the layout of public pages looks at the attribute.
 */
final class Framing {
  private static final String ATTRIBUTE = "framed";
  private static final String BELOW = "/frame";

  private Framing() {}

  /** Notes for the page that is drawn that it is shown in a frame. */
  static void begin(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, true);
  }

  /** Tells whether it is. */
  static boolean is(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  /** The page of a form, which may lead on to the page that is shown afterwards. */
  static Answer leadingOn(Answer page, OpenForm open, HttpServletRequest request) {
    return is(request) || open.form().definition().redirect() == null ? page : page.leadingOn();
  }

  /** The address of a form as this request sees it. */
  static String path(String key, HttpServletRequest request) {
    return "/f/" + key + (is(request) ? BELOW : "");
  }
}
