package org.jawort.platform.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pictures are judged by their first bytes and never unpacked. */
class PictureKindsTest {
  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  static byte[] png(int width, int height) {
    return ByteBuffer.allocate(33)
        .put(bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"))
        .putInt(width)
        .putInt(height)
        .array();
  }

  @Test
  @DisplayName("S1-10 kind and size stand in the header")
  void kinds() {
    assertThat(PictureHeader.of(png(640, 480)))
        .contains(new PictureHeader(FileKind.PNG, 640, 480, false));
    byte[] gif =
        ByteBuffer.allocate(13)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes("GIF89a"))
            .putShort((short) 300)
            .putShort((short) 200)
            .array();
    assertThat(PictureHeader.of(gif)).contains(new PictureHeader(FileKind.GIF, 300, 200, false));
    byte[] jpeg =
        ByteBuffer.allocate(40)
            .put(bytes("\u00ff\u00d8\u00ff\u00e0\0\u0006JFIF"))
            .put(bytes("\u00ff\u00c2\0\u0011\u0008"))
            .putShort((short) 768)
            .putShort((short) 1024)
            .array();
    assertThat(PictureHeader.of(jpeg)).contains(new PictureHeader(FileKind.JPEG, 1024, 768, false));
    byte[] webp =
        ByteBuffer.allocate(40)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(bytes("RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0"))
            .put(new byte[] {(byte) 0x8f, 1, 0, (byte) 0x2b, 1, 0})
            .array();
    assertThat(PictureHeader.of(webp)).contains(new PictureHeader(FileKind.WEBP, 400, 300, false));
  }

  @Test
  @DisplayName("S1-10 an image bomb shows itself, and what is no picture is none")
  void hostile() {
    assertThat(PictureHeader.of(png(60_000, 60_000)).orElseThrow().width()).isEqualTo(60_000);
    assertThat(PictureHeader.of(png(Integer.MAX_VALUE, -1)).orElseThrow().width())
        .isEqualTo(65_535);
    for (String other :
        new String[] {
          "",
          "\u0089PNG",
          "<svg xmlns='http://www.w3.org/2000/svg'/>",
          "<html>",
          "%PDF-1.7",
          "MZ",
          "\u00ff\u00d8\u00ff\u00e0\u00ff\u00ff",
          "RIFF0000WEBPnope",
          "GIF8"
        }) {
      assertThat(PictureHeader.of(bytes(other))).as(other).isEmpty();
    }
  }
}
