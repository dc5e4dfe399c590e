package org.jawort.contact.address;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;
import java.util.Optional;
import org.jawort.platform.Spelling;

/**
 * The parts of an address beyond ASCII. Loading Unicode's tables costs time and memory, and most
 * installations never meet such an address, so this class is touched only for one.
 */
final class International {
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(
          IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
  private static final String ASCII_ATOM = "!#$%&'*+-/=?^_`{|}~";

  // RFC 5892 allows these in a context, which CHECK_CONTEXTJ and CHECK_CONTEXTO verify.
  private static final String ALLOWED_IN_CONTEXT =
      "\u00b7\u0375\u05f3\u05f4\u30fb\u200c\u200d\u0660\u06f0";

  private International() {}

  /**
   * The local part as it is compared, where each atom is made of letters, marks, digits and ASCII's
   * signs. A letter that is only the look of another, such as one in mathematical bold or the
   * ligature of a PDF, is none (HasCompat of RFC 8264): two spellings that look alike would be two
   * mailboxes.
   *
   * @param typed in NFC
   */
  static Optional<String> local(String typed) {
    for (String atom : typed.split("\\.", -1)) {
      if (atom.isEmpty()
          || isMark(atom.codePointAt(0))
          || !atom.codePoints().allMatch(c -> isLocal(c))) {
        return Optional.empty();
      }
    }
    return Optional.of(Spelling.folded(typed)).filter(NFKC::isNormalized);
  }

  private static boolean isLocal(int c) {
    return c < 0x80
        ? Character.isLetterOrDigit(c) || ASCII_ATOM.indexOf(c) >= 0
        : UCharacter.isLetter(c) || UCharacter.isDigit(c) || isMark(c);
  }

  private static boolean isMark(int c) {
    int type = UCharacter.getType(c);
    return type == UCharacterCategory.NON_SPACING_MARK
        || type == UCharacterCategory.COMBINING_SPACING_MARK
        || type == UCharacterCategory.ENCLOSING_MARK;
  }

  /** The domain as A-labels, where it holds under IDNA2008 (no symbols, no emoji). */
  static Optional<String> domain(String typed) {
    var info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(typed, new StringBuilder(), info).toString();
    if (info.hasErrors() || ascii.isEmpty() || ascii.endsWith(".")) {
      return Optional.empty();
    }
    String unicode = UTS46.nameToUnicode(ascii, new StringBuilder(), new IDNA.Info()).toString();
    return unicode.codePoints().allMatch(International::isInLabel)
        ? Optional.of(ascii.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static boolean isInLabel(int c) {
    return c == '.'
        || c == '-'
        || UCharacter.isLetter(c)
        || UCharacter.isDigit(c)
        || isMark(c)
        || ALLOWED_IN_CONTEXT.indexOf(c) >= 0;
  }
}
