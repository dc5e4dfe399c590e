package org.jawort.platform.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S1-10 A picture that is uploaded tells nothing of its place, time and camera")
class BarePictureTest {
  private static final String SECRET = "GPS 53.55N 9.99E";

  private static byte[] drawn(String format) throws IOException {
    var image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, 0xff8800);
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] with(byte[] file, int at, byte[] more) {
    return ByteBuffer.allocate(file.length + more.length)
        .put(file, 0, at)
        .put(more)
        .put(file, at, file.length - at)
        .array();
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(content.length + 4)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (content.length + 2))
        .put(content)
        .array();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(60)
        .put("Exif\0\0II*\0".getBytes(ISO_8859_1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .position(32)
        .put(SECRET.getBytes(ISO_8859_1))
        .array();
  }

  private static void shows(byte[] bare, byte[] original) throws IOException {
    BufferedImage one = ImageIO.read(new ByteArrayInputStream(bare));
    BufferedImage other = ImageIO.read(new ByteArrayInputStream(original));
    assertThat(pixels(one)).isEqualTo(pixels(other));
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static String text(byte[] file) {
    return new String(file, ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  @DisplayName("JPEG: no EXIF but which way is up, no XMP, no comment, nothing behind its end")
  void jpeg(int orientation) throws IOException {
    byte[] drawn = drawn("jpg");
    byte[] file = with(drawn, 2, segment(0xe1, exif(orientation)));
    file =
        with(
            file,
            2,
            segment(0xe1, ("http://ns.adobe.com/xap/1.0/\0" + SECRET).getBytes(ISO_8859_1)));
    file = with(file, 2, segment(0xfe, SECRET.getBytes(ISO_8859_1)));
    file = with(file, 2, segment(0xed, SECRET.getBytes(ISO_8859_1)));
    file = with(file, file.length, SECRET.getBytes(ISO_8859_1));

    byte[] bare = BarePicture.of(FileKind.JPEG, file).orElseThrow();

    assertThat(text(bare)).doesNotContain("GPS", "xap");
    assertThat(text(bare).contains("Exif")).isEqualTo(orientation > 1);
    if (orientation > 1) {
      int at = text(bare).indexOf("Exif");
      assertThat(Orientation.of(Arrays.copyOfRange(bare, at + 6, bare.length))).isEqualTo(6);
    } else {
      assertThat(bare).isEqualTo(drawn);
    }
    shows(bare, drawn);
  }

  @Test
  @DisplayName("PNG: no EXIF, no text, nothing behind its end")
  void png() throws IOException {
    byte[] drawn = drawn("png");
    byte[] said = SECRET.getBytes(ISO_8859_1);
    byte[] file = drawn;
    for (String kind : new String[] {"eXIf", "tEXt", "iTXt", "zTXt", "tIME"}) {
      byte[] chunk =
          ByteBuffer.allocate(said.length + 12)
              .putInt(said.length)
              .put(kind.getBytes(ISO_8859_1))
              .put(said)
              .array();
      file = with(file, 33, chunk);
    }
    file = with(file, file.length, said);
    assertThat(BarePicture.of(FileKind.PNG, file).orElseThrow()).isEqualTo(drawn);
  }

  @Test
  @DisplayName("GIF: no comment, nothing that programs add")
  void gif() throws IOException {
    byte[] drawn = drawn("gif");
    int at = 13 + (3 << ((drawn[10] & 7) + 1));
    String said = "!\u00fe" + (char) SECRET.length() + SECRET + "\0";
    byte[] file = with(drawn, at, said.getBytes(ISO_8859_1));
    file =
        with(
            file,
            at,
            ("!\u00ff\u000bXMP DataXMP" + (char) 16 + SECRET + "\0").getBytes(ISO_8859_1));
    byte[] bare = BarePicture.of(FileKind.GIF, file).orElseThrow();
    assertThat(text(bare)).doesNotContain("GPS", "XMP");
    shows(bare, drawn);
  }

  @Test
  @DisplayName("WebP: no EXIF and XMP, nor the word that there are any")
  void webp() {
    byte[] file =
        ByteBuffer.allocate(70)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".getBytes(ISO_8859_1))
            .putInt(62)
            .put("WEBPVP8X\n\0\0\0\u000c\0\0\0\u0013\0\0\u0009\0\0".getBytes(ISO_8859_1))
            .put("VP8L\4\0\0\0abcd".getBytes(ISO_8859_1))
            .put("EXIF\20\0\0\0".getBytes(ISO_8859_1))
            .put(SECRET.getBytes(ISO_8859_1))
            .array();
    byte[] bare = BarePicture.of(FileKind.WEBP, Arrays.copyOf(file, 66)).orElseThrow();
    assertThat(text(bare)).doesNotContain("GPS", "EXIF").endsWith("abcd").hasSize(42);
    assertThat(bare[20]).isZero();
    assertThat(bare[4]).isEqualTo((byte) 34);
  }

  @Test
  @DisplayName("What is broken is not kept at all, as nobody knows what it holds")
  void broken() throws IOException {
    byte[] jpeg = with(drawn("jpg"), 2, segment(0xe1, exif(1)));
    assertThat(BarePicture.of(FileKind.JPEG, Arrays.copyOf(jpeg, 20))).isEmpty();
    assertThat(BarePicture.of(FileKind.PNG, PictureKindsTest.png(1, 1))).isPresent();
  }
}
