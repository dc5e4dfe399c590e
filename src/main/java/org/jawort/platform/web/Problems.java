package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an error page that says more than its status, where no handler runs that
 * could throw a {@link PageFault}.
 */
public final class Problems {
  static final String TEXT = Problems.class.getName() + ".text";
  static final String LINK = Problems.class.getName() + ".link";

  private Problems() {}

  /**
   * Where an error page leads on.
   *
   * @param label key of a message
   */
  public record Link(String href, String label) {}

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

  /** The same, with a link that leads on where there is one. */
  public static void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String text,
      @Nullable Link link)
      throws IOException {
    request.setAttribute(LINK, link);
    answer(request, response, status, text);
  }

  /** The stable type of a problem (RFC 9457), such as {@code urn:jawort:problem:404}. */
  public static URI type(String name) {
    return URI.create("urn:jawort:problem:" + name);
  }
}
