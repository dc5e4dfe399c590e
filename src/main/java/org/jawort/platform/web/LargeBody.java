package org.jawort.platform.web;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Addresses that need more than {@link #USUAL} bytes, and get it for whoever is signed in; a room
 * adds them as beans.
 *
 * @param pattern of the path, below {@code /app}
 * @param most bytes
 * @param text beginning of the keys of the messages that say what is too large
 * @param streams whether whoever takes it lays it down piece by piece, and so never holds much of
 *     it
 */
public record LargeBody(PathPattern pattern, long most, String text, boolean streams) {
  /** Bytes of a body everywhere else. */
  public static final long USUAL = 64 * 1024;

  /** Addresses in Spring's notation. */
  public static LargeBody at(String pattern, int mebibytes, String text) {
    return new LargeBody(
        PathPatternParser.defaultInstance.parse(pattern), mebibytes * 1024L * 1024, text, false);
  }

  /** The same, never held in memory. */
  public LargeBody streamed() {
    return new LargeBody(pattern, most, text, true);
  }

  /** Tells whether the path is one of them. */
  public boolean covers(String path) {
    return pattern.matches(PathContainer.parsePath(path));
  }
}
