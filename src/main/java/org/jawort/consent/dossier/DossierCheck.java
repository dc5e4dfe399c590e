package org.jawort.consent.dossier;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.log.VerifierKey;

/** Checks a dossier offline, as JSON or as PDF, and says in words what holds. */
public final class DossierCheck {
  private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private DossierCheck() {}

  /**
   * Tells whether a file can be a dossier. It is asked after all other kinds, so that a changed
   * byte at its beginning is named as well: whatever begins like JSON or like a PDF may be one.
   */
  public static boolean isDossier(byte[] file) {
    return isPdf(file)
        || (file.length > 0 && file[0] == '{')
        || contains(file, DossierJson.FORMAT)
        || contains(file, DossierPdf.FORMAT);
  }

  private static boolean isPdf(byte[] file) {
    return file.length > PDF.length && Arrays.equals(file, 0, PDF.length, PDF, 0, PDF.length)
        || contains(file, DossierPdf.FORMAT);
  }

  private static boolean contains(byte[] file, String words) {
    return new String(file, StandardCharsets.ISO_8859_1).contains(words);
  }

  /**
   * Checks a file.
   *
   * @param trusted the verifier keys one of which is to have signed; none takes the one in the file
   */
  public static List<Finding> check(byte[] file, List<VerifierKey> trusted, Locale locale) {
    return check(file, trusted, List.of(), locale);
  }

  /**
   * The same, also asking whether the time stamps are of given authorities.
   *
   * @param authorities certificates of theirs, or those under which theirs were issued; none leaves
   *     open whether an authority is to be trusted
   */
  public static List<Finding> check(
      byte[] file, List<VerifierKey> trusted, List<X509Certificate> authorities, Locale locale) {
    var report = new Report(locale);
    if (isPdf(file)) {
      new PdfCheck(report, trusted, authorities, locale).run(file);
    } else {
      new JsonCheck(report, trusted, authorities).run(file);
    }
    return report.findings();
  }

  /** The last sentence, which says whether all holds. */
  public static String verdict(boolean holds, Locale locale) {
    return new Report(locale).text(holds ? "all" : "not");
  }
}
