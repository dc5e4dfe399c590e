package org.jawort.platform.web;

import java.util.Locale;

/**
 * A tenant's colour, used so that text stays readable (WCAG 2.2, 1.4.3 and 1.4.11): where white
 * text on it would fall below 4.5 : 1 it is darkened until it does not.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
public record BrandColour(int red, int green, int blue) {
  private static final double ENOUGH = 4.5;

  /** Steps between a colour and black when a near one is looked for. */
  private static final int FINE = 256;

  /** Reads six hexadecimal digits. */
  public static BrandColour of(String hex) {
    int value = Integer.parseInt(hex, 16);
    return new BrandColour(value >> 16, value >> 8 & 0xff, value & 0xff);
  }

  /** The stylesheet that names the colours for the public pages. */
  public String css() {
    return ":root{--brand:%s;--accent:%s;--accent-dark:%s}"
        .formatted(hex(), readable().hex(), readable().darker().darker().hex());
  }

  /** Itself, darkened until white text on it can be read. */
  public BrandColour readable() {
    BrandColour colour = this;
    while (!colour.isReadable()) {
      colour = colour.darker();
    }
    return colour;
  }

  /** Tells whether white text on it, and it on white, can be read (WCAG 2.2, 1.4.3). */
  public boolean isReadable() {
    return contrastWithWhite() >= ENOUGH;
  }

  /** The lightest colour of the same hue that can be read; itself where it can. */
  public BrandColour nearestReadable() {
    BrandColour colour = this;
    for (int share = FINE; share > 0 && !colour.isReadable(); share--) {
      colour = new BrandColour(red * share / FINE, green * share / FINE, blue * share / FINE);
    }
    return colour;
  }

  /** Contrast as WCAG measures it, from 1 (white itself) to 21 (black). */
  public double contrastWithWhite() {
    return 1.05 / (luminance() + 0.05);
  }

  private BrandColour darker() {
    return new BrandColour(red * 9 / 10, green * 9 / 10, blue * 9 / 10);
  }

  /** Relative luminance as WCAG defines it. */
  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  /** As {@code #rrggbb}. */
  public String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }
}
