package org.jawort.consent.log;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile is, as its path says it: {@code <L>/<N>[.p/<W>]} or {@code entries/<N>[.p/<W>]}
 * (C2SP tlog-tiles, law 47).
 *
 * @param level 0 to 63, or {@value #ENTRIES} for a bundle of entries
 * @param index counted from 0 within the level
 * @param width of a partial tile 1 to 255, or 256 of a full one
 */
public record TileAddress(int level, long index, int width) {
  /** Stands in the place of a level. */
  public static final int ENTRIES = -1;

  /** Hashes or entries of a full tile. */
  public static final int FULL = 256;

  private static final int GROUP = 1000;
  private static final Pattern PATH =
      Pattern.compile("(entries|0|[1-9]\\d?)/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

  /**
   * Reads a path behind {@code /log/tile/}; empty where it is not written exactly as it must be.
   */
  public static Optional<TileAddress> parse(String path) {
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
    long index = Long.parseLong(matcher.group(2).replaceAll("[x/]", ""));
    int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
    var address = new TileAddress(level, index, width);
    return level <= 63 && address.path().equals(path) ? Optional.of(address) : Optional.empty();
  }

  /** The path. */
  public String path() {
    var number = new StringBuilder("%03d".formatted(index % GROUP));
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      number.insert(0, "x%03d/".formatted(rest % GROUP));
    }
    return (level == ENTRIES ? "entries" : String.valueOf(level))
        + "/"
        + number
        + (isFull() ? "" : ".p/" + width);
  }

  /** Tells whether it is the whole tile, which never changes. */
  public boolean isFull() {
    return width == FULL;
  }

  /** The width of the last tile of a level in a tree of a size; empty where it has none. */
  static OptionalInt partialWidth(long size, int level) {
    int width = (int) ((size >>> (8 * level)) & 0xFF);
    return width == 0 ? OptionalInt.empty() : OptionalInt.of(width);
  }
}
