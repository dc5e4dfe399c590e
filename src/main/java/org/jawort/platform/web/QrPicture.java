package org.jawort.platform.web;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as phones read it with their camera (ISO/IEC 18004), for an SVG of our own.
 *
 * @param size squares on each side, with the empty margin that cameras need
 * @param path the dark squares, as an SVG path
 */
public record QrPicture(int size, String path) {
  private static final int MARGIN = 4;

  /** Draws the text. */
  public static QrPicture of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M").append(x + MARGIN).append(',').append(y + MARGIN).append("h1v1h-1z");
        }
      }
    }
    return new QrPicture(code.size + 2 * MARGIN, path.toString());
  }
}
