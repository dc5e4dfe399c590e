package org.jawort.platform.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a file really is, by its first bytes; only scans and photographs may be kept. */
public enum FileKind {
  /** Portable Document Format. */
  PDF("application/pdf", "pdf"),
  /** Portable Network Graphics. */
  PNG("image/png", "png"),
  /** JPEG photograph. */
  JPEG("image/jpeg", "jpg", "jpeg"),
  /** WebP picture. */
  WEBP("image/webp", "webp"),
  /** TIFF scan. */
  TIFF("image/tiff", "tif", "tiff"),
  /** Photograph of an iPhone. */
  HEIC("image/heic", "heic", "heif"),
  /** GIF picture; not kept. */
  GIF,
  /** SVG drawing, which can hold scripts; never kept. */
  SVG,
  /** Web page, which can hold scripts; never kept. */
  HTML,
  /** Word, Excel, ZIP and others of their kind; not kept. */
  ARCHIVE,
  /** A program; never kept. */
  PROGRAM,
  /** Plain text; not kept. */
  TEXT,
  /** Anything else; not kept. */
  OTHER;

  private static final int LOOKED_AT = 1024;
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private final String type;
  private final List<String> endings;

  FileKind() {
    this("");
  }

  FileKind(String type, String... endings) {
    this.type = type;
    this.endings = List.of(endings);
  }

  /** The media type; empty for what is not kept. */
  public String type() {
    return type;
  }

  /** Tells whether it may be evidence. */
  public boolean isKept() {
    return !type.isEmpty();
  }

  /** Looks at the content alone. */
  public static FileKind of(byte[] content) {
    byte[] head = Arrays.copyOf(content, Math.min(content.length, LOOKED_AT));
    String start = new String(head, StandardCharsets.ISO_8859_1);
    return picture(start)
        .or(() -> markup(start))
        .or(() -> program(start))
        .orElseGet(() -> isText(head) ? TEXT : OTHER);
  }

  private static Optional<FileKind> picture(String start) {
    if (start.startsWith("%PDF-")) {
      return Optional.of(PDF);
    }
    if (start.startsWith(bytes("89504e470d0a1a0a"))) {
      return Optional.of(PNG);
    }
    if (start.startsWith(bytes("ffd8ff"))) {
      return Optional.of(JPEG);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (start.startsWith(bytes("49492a00")) || start.startsWith(bytes("4d4d002a"))) {
      return Optional.of(TIFF);
    }
    if (start.startsWith("GIF8")) {
      return Optional.of(GIF);
    }
    boolean heic =
        start.length() >= 12
            && start.startsWith("ftyp", 4)
            && HEIC_BRANDS.contains(start.substring(8, 12));
    return heic ? Optional.of(HEIC) : Optional.empty();
  }

  private static Optional<FileKind> markup(String start) {
    String lower = start.toLowerCase(Locale.ROOT);
    if (lower.contains("<svg")) {
      return Optional.of(SVG);
    }
    boolean html = lower.contains("<html") || lower.contains("<!doctype html");
    return html || lower.contains("<script") ? Optional.of(HTML) : Optional.empty();
  }

  private static Optional<FileKind> program(String start) {
    if (start.startsWith("MZ")
        || start.startsWith(bytes("7f454c46"))
        || start.startsWith("#!")
        || start.startsWith(bytes("cafebabe"))) {
      return Optional.of(PROGRAM);
    }
    boolean packed = start.startsWith("PK") || start.startsWith(bytes("d0cf11e0"));
    return packed ? Optional.of(ARCHIVE) : Optional.empty();
  }

  private static boolean isText(byte[] head) {
    for (byte one : head) {
      if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
        return false;
      }
    }
    return true;
  }

  private static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
  }

  /**
   * Tells whether a file of this kind is called and described as what it is.
   *
   * @param claimed media type that came with it; what says nothing contradicts nothing
   */
  public boolean fits(String name, String claimed) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String said = claimed.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean silent = said.isEmpty() || said.equals("application/octet-stream");
    return name.contains(".")
        && endings.contains(ending)
        && (silent || said.equals(type) || isOtherWord(said));
  }

  private boolean isOtherWord(String said) {
    return this == HEIC && said.equals("image/heif")
        || this == JPEG && (said.equals("image/jpg") || said.equals("image/pjpeg"))
        || this == PDF && said.equals("application/x-pdf");
  }
}
