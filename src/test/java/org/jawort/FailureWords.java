package org.jawort;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.presentation.StandardRepresentation;

/**
 * How failures of assertions show what they saw: of a page its title and what it complains about,
 * of another long text its beginning. AssertJ finds it by its service file.
 */
public final class FailureWords extends StandardRepresentation {
  private static final int LONG = 1_500;
  private static final int BEGINNING = 400;
  private static final Pattern TITLE = Pattern.compile("(?s)<title[^>]*>(.*?)</title>");
  private static final Pattern COMPLAINT =
      Pattern.compile(
          "(?s)<(\\w+)[^>]*(?:role=\"(?:alert|status)\"|invalid-feedback)[^>]*>(.*?)</\\1>");

  /** A page in a line, or the beginning of another text that is long. */
  public static String of(String text) {
    if (text.length() <= LONG) {
      return text;
    }
    var title = TITLE.matcher(text);
    if (title.find()) {
      return "page “%s” of %,d characters%s"
          .formatted(words(title.group(1)), text.length(), complaints(text));
    }
    return "%s… (%,d characters)".formatted(text.substring(0, BEGINNING), text.length());
  }

  private static String complaints(String page) {
    List<String> found = new ArrayList<>();
    COMPLAINT.matcher(page).results().forEach(one -> found.add(words(one.group(2))));
    found.removeIf(String::isEmpty);
    return found.isEmpty() ? "" : ", which says: " + String.join(" | ", found);
  }

  private static String words(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
  }

  @Override
  protected String toStringOf(String text) {
    return super.toStringOf(of(text));
  }

  @Override
  protected String toStringOf(CharSequence text) {
    return toStringOf(text.toString());
  }

  @Override
  public int getPriority() {
    return 1;
  }
}
