package org.jawort.platform.picture;

import java.util.Optional;

/** What came as a logo, and whether public pages can show it. */
public sealed interface LogoFile {
  /** Bytes that a logo may have, so that a public page stays within 30 KB with everything. */
  int MOST = 12 * 1024;

  /** Pixels that it may have, in each direction. */
  int LARGEST = 1600;

  /**
   * It can be shown.
   *
   * @param content without what cameras and programs wrote beside it
   */
  record Fit(PictureHeader header, byte[] content) implements LogoFile {}

  /** It has more bytes than may be. */
  record TooHeavy(int bytes) implements LogoFile {}

  /** It has more pixels than may be, whatever it weighs. */
  record TooLarge(int width, int height) implements LogoFile {}

  /** It moves. */
  record Moving() implements LogoFile {}

  /** It is something else, or broken. */
  record IsReally(FileKind kind) implements LogoFile {}

  /** Looks at a file. */
  static LogoFile of(byte[] content) {
    Optional<PictureHeader> header =
        PictureHeader.of(content).filter(read -> read.kind() != FileKind.GIF);
    return header
        .map(picture -> judged(picture, content))
        .orElseGet(() -> new IsReally(FileKind.of(content)));
  }

  private static LogoFile judged(PictureHeader picture, byte[] content) {
    if (picture.width() > LARGEST || picture.height() > LARGEST) {
      return new TooLarge(picture.width(), picture.height());
    }
    if (picture.animated()) {
      return new Moving();
    }
    if (content.length > MOST) {
      return new TooHeavy(content.length);
    }
    return BarePicture.of(picture.kind(), content)
        .<LogoFile>map(bare -> new Fit(picture, bare))
        .orElseGet(() -> new IsReally(picture.kind()));
  }
}
