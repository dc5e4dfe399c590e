package org.jawort.platform.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jawort.campaign.landing.TestPictures;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-11 What a logo says of itself in its first bytes")
class PictureHeaderTest {
  @Test
  void sizes() {
    assertThat(PictureHeader.of(TestPictures.png(320, 80)))
        .contains(new PictureHeader(FileKind.PNG, 320, 80, false));
    assertThat(PictureHeader.of(TestPictures.jpeg(321, 81)))
        .contains(new PictureHeader(FileKind.JPEG, 321, 81, false));
    assertThat(PictureHeader.of(TestPictures.bomb(50_000, 60_000)))
        .contains(new PictureHeader(FileKind.PNG, 50_000, 60_000, false));
    assertThat(PictureHeader.of(TestPictures.moving()).orElseThrow().animated()).isTrue();
  }

  @Test
  void webp() {
    // A key frame: 3 bytes of frame tag, 3 of start code, then width and height.
    assertThat(
            PictureHeader.of(
                TestPictures.webp("VP8 ", 0, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0x50, 0x00)))
        .contains(new PictureHeader(FileKind.WEBP, 320, 80, false));
    // 14 bits each, one less than the size, behind a signature.
    int bits = 319 | 79 << 14;
    assertThat(
            PictureHeader.of(
                TestPictures.webp(
                    "VP8L", 0x2f, bits & 0xff, bits >> 8 & 0xff, bits >> 16 & 0xff, bits >> 24)))
        .contains(new PictureHeader(FileKind.WEBP, 320, 80, false));
    assertThat(PictureHeader.of(TestPictures.webp("VP8X", 0x02, 0, 0, 0, 0x3f, 1, 0, 0x4f, 0, 0)))
        .contains(new PictureHeader(FileKind.WEBP, 320, 80, true));
    assertThat(PictureHeader.of(TestPictures.webp("ABCD"))).isEmpty();
  }

  @Test
  void neverPictures() {
    for (String text :
        new String[] {
          "", "GIF89a", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.7", "BM", "RIFF"
        }) {
      assertThat(PictureHeader.of(text.getBytes(StandardCharsets.US_ASCII))).as(text).isEmpty();
    }
  }

  @Test
  @DisplayName("cut off anywhere, it is refused and nothing breaks")
  void cutOff() {
    for (byte[] whole :
        new byte[][] {TestPictures.png(9, 9), TestPictures.jpeg(9, 9), TestPictures.moving()}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        PictureHeader.of(cut).ifPresent(header -> assertThat(header.width()).isBetween(0, 9));
      }
    }
    assertThat(PictureHeader.of(Arrays.copyOf(TestPictures.png(9, 9), 20))).isEmpty();
    byte[] loop = TestPictures.jpeg(9, 9);
    Arrays.fill(loop, 2, loop.length, (byte) 0xff);
    assertThat(PictureHeader.of(loop)).isEmpty();
  }
}
