package org.jawort.consent.dossier;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jawort.consent.log.Encoding;
import org.jawort.consent.log.MalformedException;
import org.jawort.consent.log.NoteSigner;
import org.jawort.platform.Sha256;

/**
 * A PDF whose seal stands in comment lines before its {@code startxref}, where every reader skips
 * them: a note with the id of the dossier and SHA-256 over all bytes but the seal's own.
 */
public final class DossierPdf {
  static final String FORMAT = "jawort.org/dossier-pdf@v1";
  static final String SHA256 = "sha256";

  /** Under which name the dossier as JSON is attached. */
  public static final String ATTACHED = "dossier.json";

  private static final byte[] MARK = ascii("\n%jawort-seal\n");
  private static final byte[] EOF = ascii("%%EOF");
  private static final byte[] END = ascii("startxref\n");

  private DossierPdf() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The parts of a sealed file. */
  record Parts(byte[] before, String seal, byte[] after) {
    String hash() {
      return Sha256.hex(before, after);
    }
  }

  /**
   * Tells whether a PDF may be a dossier: it has a seal, or was cut off before its end, or holds a
   * trace of us. One that is whole and has none of these is somebody else's.
   */
  static boolean isOne(byte[] file) {
    return lastIndexOf(file, EOF, file.length) < 0
        || lastIndexOf(file, MARK, file.length) >= 0
        || lastIndexOf(file, ascii(FORMAT), file.length) >= 0;
  }

  /**
   * The bytes of a sealed PDF.
   *
   * @param pdf as it was written, ending in startxref, a number and %%EOF
   */
  public static byte[] seal(String id, byte[] pdf, NoteSigner signer) {
    int end = lastIndexOf(pdf, END, pdf.length);
    byte[] before = Arrays.copyOf(pdf, end);
    byte[] after = Arrays.copyOfRange(pdf, end, pdf.length);
    String note =
        signer.sign(
            FORMAT,
            List.of(DossierJson.ID + " " + id, SHA256 + " " + new Parts(before, "", after).hash()));
    var sealed = new ByteArrayOutputStream(pdf.length + 1000);
    sealed.writeBytes(before);
    sealed.writeBytes(comment(note));
    sealed.writeBytes(after);
    return sealed.toByteArray();
  }

  /** The note, each line behind a percent sign. */
  private static byte[] comment(String note) {
    String lines = note.lines().map(line -> "%" + line + "\n").collect(Collectors.joining());
    return (new String(MARK, StandardCharsets.US_ASCII) + lines).getBytes(StandardCharsets.UTF_8);
  }

  /** Takes a sealed file apart. */
  static Parts parts(byte[] file) {
    int end = lastIndexOf(file, END, file.length);
    int mark = end < 0 ? -1 : lastIndexOf(file, MARK, end);
    if (mark < 0) {
      throw new MalformedException("there is no seal at its end");
    }
    byte[] comment = Arrays.copyOfRange(file, mark, end);
    String lines = Encoding.utf8(Arrays.copyOfRange(comment, MARK.length, comment.length));
    String note =
        lines
            .lines()
            .map(line -> line.isEmpty() ? line : line.substring(1))
            .collect(Collectors.joining("\n", "", "\n"));
    if (!Arrays.equals(comment, comment(note))) {
      throw new MalformedException("its seal is not written as seals are");
    }
    return new Parts(Arrays.copyOf(file, mark), note, Arrays.copyOfRange(file, end, file.length));
  }

  private static int lastIndexOf(byte[] bytes, byte[] wanted, int before) {
    for (int at = before - wanted.length; at >= 0; at--) {
      if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
