package org.jawort.desk;

import java.util.List;
import java.util.regex.Pattern;
import org.jawort.delivery.ShownMail;
import org.jspecify.annotations.Nullable;

/**
 * Makes the personal links of a mail unusable: whoever presses the button behind one answers in the
 * recipient's name, so a proof is worth nothing if staff can read them.
 */
public final class MaskedLinks {
  private static final Pattern TOKEN = Pattern.compile("(/[crupw]/)[A-Za-z0-9_-]{16,}");

  private MaskedLinks() {}

  /** The mail with its personal links made unusable, and without its source. */
  public static ShownMail in(ShownMail mail) {
    List<ShownMail.Line> headers =
        mail.headers().stream()
            .map(line -> new ShownMail.Line(line.name(), text(line.value())))
            .toList();
    return new ShownMail(
        mail.id(),
        mail.at(),
        mail.from(),
        mail.to(),
        mail.subject(),
        headers,
        orNull(mail.html()),
        orNull(mail.text()),
        "");
  }

  private static @Nullable String orNull(@Nullable String part) {
    return part == null ? null : text(part);
  }

  /** The text with its personal links made unusable. */
  public static String text(String text) {
    return TOKEN.matcher(text).replaceAll("$1…");
  }
}
