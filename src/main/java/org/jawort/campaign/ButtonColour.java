package org.jawort.campaign;

/** The tenant's colour, darkened until white text on it is readable (WCAG 2.2, 1.4.3: 4.5 : 1). */
final class ButtonColour {
  private static final double ENOUGH = 4.5;

  private ButtonColour() {}

  /** Takes and returns {@code #rrggbb}. */
  static String of(String colour) {
    int[] channels = {channel(colour, 1), channel(colour, 3), channel(colour, 5)};
    while (1.05 / (luminance(channels) + 0.05) < ENOUGH) {
      for (int i = 0; i < channels.length; i++) {
        channels[i] = channels[i] * 9 / 10;
      }
    }
    return "#%02x%02x%02x".formatted(channels[0], channels[1], channels[2]);
  }

  private static int channel(String colour, int start) {
    return Integer.parseInt(colour, start, start + 2, 16);
  }

  private static double luminance(int[] channels) {
    return 0.2126 * linear(channels[0])
        + 0.7152 * linear(channels[1])
        + 0.0722 * linear(channels[2]);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
