package org.jawort.form.tablet;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What ends a tablet there. It opens nothing but the way to the sign-in page, so digits will do;
 * those that everybody tries first will not.
 */
public record TabletPin(String digits) {
  private static final Pattern FORM = Pattern.compile("[0-9]{4,8}");
  private static final String UPWARD = "01234567890";
  private static final String DOWNWARD = "09876543210";

  /** Reads one; empty where it is none, or as good as none. */
  public static Optional<TabletPin> of(String typed) {
    boolean good =
        FORM.matcher(typed).matches()
            && typed.chars().distinct().count() > 1
            && !UPWARD.contains(typed)
            && !DOWNWARD.contains(typed);
    return good ? Optional.of(new TabletPin(typed)) : Optional.empty();
  }

  @Override
  public String toString() {
    return "TabletPin[…]";
  }
}
