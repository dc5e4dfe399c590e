package org.jawort.desk.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Makes text that the fonts can print: a character that they do not have, or that no XML can hold,
 * is named by its number, so that nothing is left out unseen.
 */
final class Printable {
  static final String SANS = "/liberation/LiberationSans-Regular.ttf";
  static final String BOLD = "/liberation/LiberationSans-Bold.ttf";
  static final String ITALIC = "/liberation/LiberationSans-Italic.ttf";
  static final String MONO = "/liberation/LiberationMono-Regular.ttf";

  /** Where what a font has ends; further planes are symbols and rare scripts. */
  private static final int END = 0x10000;

  /** Stands in our mails so that no program makes a link of a name; it has no width and no look. */
  private static final int WORD_JOINER = 0x2060;

  private static final int NARROW_SPACE = 0x202F;

  private static final BitSet KNOWN = known();

  private Printable() {}

  private static BitSet known() {
    BitSet all = glyphs(SANS);
    all.and(glyphs(BOLD));
    all.and(glyphs(MONO));
    all.set('\n');
    all.set('\t');
    return all;
  }

  private static BitSet glyphs(String font) {
    try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(stream(font)))) {
      CmapLookup map = parsed.getUnicodeCmapLookup();
      var glyphs = new BitSet(END);
      for (int c = ' '; c < END; c++) {
        if (map.getGlyphId(c) != 0) {
          glyphs.set(c);
        }
      }
      return glyphs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream stream(String font) {
    return Objects.requireNonNull(Printable.class.getResourceAsStream(font), font);
  }

  /** The same, with names in place of what cannot be printed; mark-up stays as it is. */
  static String of(String html) {
    if (html.codePoints().allMatch(KNOWN::get)) {
      return html;
    }
    var printable = new StringBuilder(html.length() + 100);
    html.codePoints()
        .filter(c -> c != '\r' && c != WORD_JOINER)
        // Some languages write it before a unit; it looks as this one does.
        .map(c -> c == NARROW_SPACE ? '\u00a0' : c)
        .forEach(
            c -> {
              if (KNOWN.get(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append("[U+%04X]".formatted(c));
              }
            });
    return printable.toString();
  }
}
