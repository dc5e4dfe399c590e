package org.jawort.campaign;

import java.util.Arrays;
import java.util.List;
import org.jawort.consent.permission.MessageClass;

/**
 * A piece of a mail that is put together from blocks.
 *
 * @param text what it says; of an image, what it says to those who do not see it
 * @param second of two columns the right one; of an offer its code
 * @param label on a button
 * @param url where a button or an image leads, or empty
 * @param image path of the picture, or empty
 * @param width of the picture in pixels, or 0
 */
public record Block(
    Kind kind, String text, String second, String label, String url, String image, int width) {
  /** What a block is. */
  public enum Kind {
    /** Heading. */
    HEADING,
    /** Paragraphs. */
    TEXT,
    /** A picture. */
    IMAGE,
    /** A button that leads somewhere. */
    BUTTON,
    /** Two texts side by side, below each other on a phone. */
    COLUMNS,
    /** An offer with a code; never in a confirmation mail (law 8). */
    OFFER,
    /** A line. */
    DIVIDER,
    /** The words that were agreed to. */
    CONSENTS,
    /** The button that leads to the confirmation. */
    CONFIRM,
    /** The link to say no. */
    REFUSE,
    /** The link to the mail in a browser. */
    WEB_VERSION;

    /** Those that mails of the class may have. */
    public static List<Kind> of(MessageClass messageClass) {
      boolean confirming = messageClass == MessageClass.OPT_IN;
      return Arrays.stream(values())
          .filter(kind -> confirming ? !kind.advertises() : !kind.asks())
          .toList();
    }

    private boolean advertises() {
      return this == OFFER || this == BUTTON;
    }

    private boolean asks() {
      return this == CONSENTS || this == CONFIRM || this == REFUSE;
    }
  }

  /** An empty block. */
  public static Block of(Kind kind) {
    return new Block(kind, "", "", "", "", "", 0);
  }

  /** A block that says something. */
  public static Block of(Kind kind, String text) {
    return new Block(kind, text, "", "", "", "", 0);
  }

  /** A block with a button. */
  public static Block labelled(Kind kind, String label) {
    return new Block(kind, "", "", label, "", "", 0);
  }
}
