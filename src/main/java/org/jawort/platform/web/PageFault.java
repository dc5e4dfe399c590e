package org.jawort.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with an error page that says more than its status, and with the way on from there.
 * It carries no stack, as it is an answer like any other, and no words about a person: the message
 * is named, and a way on holds ids at most.
 */
public final class PageFault extends RuntimeException {
  private final int status;
  private final transient Problems.@Nullable Link wayOn;
  private final transient Map<String, String> headers;

  private PageFault(
      int status, String text, Problems.@Nullable Link wayOn, Map<String, String> headers) {
    super(text, null, false, false);
    this.status = status;
    this.wayOn = wayOn;
    this.headers = headers;
  }

  /**
   * A fault of this status.
   *
   * @param text beginning of the two message keys {@code <text>.title} and {@code <text>.text}; its
   *     last part is the problem's type for JSON
   */
  public static PageFault of(int status, String text) {
    return new PageFault(status, text, null, Map.of());
  }

  /** What the address names does not exist, or belongs to another tenant (404). */
  public static PageFault notFound(String text) {
    return of(404, text);
  }

  /** It was there once (410). */
  public static PageFault gone(String text) {
    return of(410, text);
  }

  /** Whoever asks may not (403). */
  public static PageFault forbidden(String text) {
    return of(403, text);
  }

  /** It cannot be done as things stand (409). */
  public static PageFault conflict(String text) {
    return of(409, text);
  }

  /**
   * The same with a link that leads on.
   *
   * @param label key of a message
   */
  public PageFault leadingTo(String href, String label) {
    return new PageFault(status, text(), new Problems.Link(href, label), headers);
  }

  /** The same with a header of the answer. */
  public PageFault header(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new PageFault(status, text(), wayOn, more);
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }

  Problems.@Nullable Link wayOn() {
    return wayOn;
  }

  Map<String, String> headers() {
    return headers;
  }
}
