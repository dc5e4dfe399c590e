package org.jawort.platform;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How an address that somebody typed or pasted is read, whichever way it comes in: mended where
 * only the surroundings or the input method did something to it, and folded for comparison.
 *
 * <p>Text in ASCII never loads the tables of Unicode, which cost time and memory.
 */
public final class Spelling {
  /**
   * What a line of text from outside may not hold: nobody sees it, and it can turn what stands
   * around it. The joiners that Persian and Indian names need are none of it.
   */
  public static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cf}&&[^\\u200c\\u200d]]");

  /**
   * What sorts behind any text by its bytes: what begins with a text stands before that text and
   * this.
   */
  public static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private static final char FIRST_OF_OTHER_WIDTH = '\uff00';
  private static final char LAST_OF_OTHER_WIDTH = '\uffef';
  private static final char IDEOGRAPHIC_FULL_STOP = '\u3002';

  private Spelling() {}

  /**
   * The text in NFC, without space and invisible characters around it, and with letters of full or
   * half width in their usual one (the width mapping of RFC 8265 section 3.3), as domains have it.
   */
  public static String mended(String typed) {
    String text = inner(typed);
    return isAscii(text) ? text : Unicode.mended(text);
  }

  private static String inner(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isAround(text.charAt(start))) {
      start++;
    }
    while (end > start && isAround(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /** Tells whether something in the text cannot be seen or turns what is around it. */
  public static boolean hides(String text) {
    return isAscii(text)
        ? text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)
        : text.codePoints().anyMatch(Unicode::isHidden);
  }

  /**
   * The text as it is compared: in NFC and by simple case folding, one letter for one, so that ß is
   * not ss. Folding it again changes nothing.
   */
  public static String folded(String text) {
    return isAscii(text) ? text.toLowerCase(Locale.ROOT) : Unicode.folded(text);
  }

  /** Tells whether the text holds nothing beyond ASCII. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Apart, as it is loaded with the first text beyond ASCII. */
  private static final class Unicode {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

    private Unicode() {}

    static String mended(String text) {
      var usual = new StringBuilder(text.length());
      text.codePoints().forEach(c -> usual.append(ofUsualWidth(c)));
      return NFC.normalize(usual);
    }

    private static String ofUsualWidth(int c) {
      boolean other = c >= FIRST_OF_OTHER_WIDTH && c <= LAST_OF_OTHER_WIDTH;
      String usual = other ? NFKC.normalize(Character.toString(c)) : Character.toString(c);
      return usual.length() == 1 && usual.charAt(0) == IDEOGRAPHIC_FULL_STOP ? "." : usual;
    }

    static String folded(String text) {
      String before = text;
      String folded = fold(before);
      while (!folded.equals(before)) {
        before = folded;
        folded = fold(before);
      }
      return folded;
    }

    private static String fold(String text) {
      var folded = new StringBuilder(text.length());
      NFC.normalize(text)
          .codePoints()
          .forEach(c -> folded.appendCodePoint(UCharacter.foldCase(c, true)));
      return NFC.normalize(folded);
    }

    static boolean isHidden(int c) {
      return switch (UCharacter.getType(c)) {
        case UCharacterCategory.CONTROL,
            UCharacterCategory.FORMAT,
            UCharacterCategory.SURROGATE,
            UCharacterCategory.LINE_SEPARATOR,
            UCharacterCategory.PARAGRAPH_SEPARATOR ->
            true;
        default -> UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
      };
    }
  }
}
