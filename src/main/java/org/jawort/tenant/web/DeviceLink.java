package org.jawort.tenant.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jawort.platform.web.QrPicture;

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

  /** Squares of the picture on each side. */
  public int size() {
    return QrPicture.of(address()).size();
  }

  /** The dark squares, as an SVG path. */
  public String path() {
    return QrPicture.of(address()).path();
  }

  @Override
  public String toString() {
    return "DeviceLink[…]";
  }
}
