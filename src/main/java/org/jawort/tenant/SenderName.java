package org.jawort.tenant;

import com.ibm.icu.text.Normalizer2;
import java.util.regex.Pattern;
import org.jawort.platform.Spelling;

/**
 * The name in From. Many mail programs show it alone, so that whatever looks like an address there
 * disguises the sender (law 27; § 7 (2) no. 3 UWG).
 */
public final class SenderName {
  private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();

  /** In a circle it is a letter by its compatibility form, and an @ to the eye. */
  private static final Pattern CIRCLED =
      Pattern.compile("[\\x{24b6}\\x{24d0}\\x{1f150}\\x{1f170}]");

  /** A @ in words, as people write it to hide an address: (at), [at], and "at" before a "dot". */
  private static final Pattern AT_IN_WORDS =
      Pattern.compile("(?iu)[(\\[{]\\s*[a\u00e4]t\\s*[)\\]}]|\\bat\\b.*\\bdot\\b");

  /** Would be read as other characters by a mail program (RFC 2047). */
  private static final Pattern ENCODED_WORD = Pattern.compile("=\\?.*\\?=");

  private SenderName() {}

  /** Tells whether it is a name and nothing else. */
  public static boolean isFit(String name) {
    if (Spelling.hides(name) || CIRCLED.matcher(name).find()) {
      return false;
    }
    String plain = NFKC.normalize(name);
    return plain.chars().noneMatch(c -> c == '@' || c == '<' || c == '>')
        && !AT_IN_WORDS.matcher(plain).find()
        && !ENCODED_WORD.matcher(plain).find();
  }
}
