package org.jawort.tenant.web;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What a device must learn before it can show codes, as a link, a picture, and for typing.
 *
 * @param email of the account, by which the device names it
 * @param secret in base 32
 */
record DeviceLink(String email, String secret) {
  /** In the form that such programs read. */
  public String address() {
    String label = URLEncoder.encode("Jawort:" + email, StandardCharsets.UTF_8).replace("+", "%20");
    return "otpauth://totp/" + label + "?secret=" + secret + "&issuer=Jawort";
  }

  /** Groups of four. */
  public String typed() {
    return secret.replaceAll("(.{4})(?!$)", "$1 ");
  }

  /** Squares of the picture on each side, with the empty margin that cameras need. */
  public int size() {
    return code().size + 8;
  }

  /** The dark squares, as an SVG path. */
  public String path() {
    QrCode code = code();
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M").append(x + 4).append(',').append(y + 4).append("h1v1h-1z");
        }
      }
    }
    return path.toString();
  }

  private QrCode code() {
    return QrCode.encodeText(address(), QrCode.Ecc.MEDIUM);
  }

  @Override
  public String toString() {
    return "DeviceLink[…]";
  }
}
