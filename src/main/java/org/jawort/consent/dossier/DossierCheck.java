package org.jawort.consent.dossier;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jawort.consent.log.Encoding;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.log.VerifierKey;

/** Checks a dossier offline, as JSON or as PDF, and says in words what holds. */
public final class DossierCheck {
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  /** With what the JSON of a dossier begins, also where it was cut off before its format. */
  private static final String JSON = "{\"format\":\"jawort.org/dossier";

  private DossierCheck() {}

  /**
   * Tells whether a file can be a dossier. It is asked after all other kinds, so that a changed
   * byte at its beginning is named as well.
   */
  public static boolean isDossier(byte[] file) {
    return kind(file) != Kind.OTHER;
  }

  private enum Kind {
    PDF,
    JSON,
    OTHER
  }

  /**
   * By its first bytes. What a dossier tells may hold any words, so they are looked at only where
   * the beginning is that of neither.
   */
  private static Kind kind(byte[] file) {
    if (begins(file, 0, PDF)) {
      return DossierPdf.isOne(file) || PdfCheck.attached(file).isPresent() ? Kind.PDF : Kind.OTHER;
    }
    if (isObject(file)) {
      return contains(file, DossierJson.FORMAT) || contains(file, JSON) ? Kind.JSON : Kind.OTHER;
    }
    if (contains(file, DossierPdf.FORMAT)) {
      return Kind.PDF;
    }
    return contains(file, DossierJson.FORMAT) ? Kind.JSON : Kind.OTHER;
  }

  /** Whatever an editor put before it. */
  private static boolean isObject(byte[] file) {
    int at = Encoding.afterMark(file);
    while (at < file.length && Character.isWhitespace(file[at])) {
      at++;
    }
    return at < file.length && file[at] == '{';
  }

  private static boolean begins(byte[] file, int from, byte[] with) {
    return file.length >= from + with.length
        && Arrays.equals(file, from, from + with.length, with, 0, with.length);
  }

  private static boolean contains(byte[] file, String words) {
    return new String(file, StandardCharsets.ISO_8859_1).contains(words);
  }

  /**
   * Checks a file.
   *
   * @param keys the verifier keys one of which is to have signed; none takes the one in the file
   */
  public static List<Finding> check(byte[] file, List<VerifierKey> keys, Locale locale) {
    return check(file, new Trusted(keys, List.of(), List.of()), locale);
  }

  /** The same, also asking for witnesses and authorities. */
  public static List<Finding> check(byte[] file, Trusted trusted, Locale locale) {
    var report = new Report(locale);
    if (kind(file) == Kind.PDF) {
      new PdfCheck(report, trusted, locale).run(file);
    } else {
      new JsonCheck(report, trusted).run(file);
    }
    return report.findings();
  }

  /** What to say in the end where all holds, and no key was given to check the origin by. */
  public static String integrityAlone(Locale locale) {
    return new Report(locale).text("integrity");
  }

  /** The last sentence, which says whether all holds. */
  public static String verdict(boolean holds, Locale locale) {
    return new Report(locale).text(holds ? "all" : "not");
  }
}
