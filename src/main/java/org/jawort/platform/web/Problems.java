package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Ends a request with an error page that says more than its status. */
public final class Problems {
  static final String TEXT = Problems.class.getName() + ".text";

  private Problems() {}

  /**
   * Answers with a status and the page for it.
   *
   * @param text beginning of the two message keys {@code <text>.title} and {@code <text>.text}; its
   *     last part is the problem's type for JSON
   */
  public static void answer(
      HttpServletRequest request, HttpServletResponse response, int status, String text)
      throws IOException {
    request.setAttribute(TEXT, text);
    response.sendError(status);
  }

  /** The stable type of a problem (RFC 9457), such as {@code urn:jawort:problem:404}. */
  public static URI type(String name) {
    return URI.create("urn:jawort:problem:" + name);
  }
}
