package org.jawort.campaign.landing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Pictures for tests, good ones and bad ones. */
public final class TestPictures {
  private TestPictures() {}

  /** A PNG of one colour. */
  public static byte[] png(int width, int height) {
    return picture("png", width, height);
  }

  /** A JPEG of one colour. */
  public static byte[] jpeg(int width, int height) {
    return picture("jpg", width, height);
  }

  private static byte[] picture(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(new Color(0x8a, 0x12, 0x34));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return written(image, format);
  }

  /** A sun above two waves, with more pixels than a logo may have. */
  public static byte[] sun() {
    var image = new BufferedImage(2000, 600, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 2000, 600);
    graphics.setColor(new Color(0xe8, 0xa3, 0x17));
    graphics.fillOval(80, 60, 420, 420);
    graphics.setColor(new Color(0x1b, 0x5e, 0x7b));
    graphics.fillRoundRect(620, 140, 1200, 110, 110, 110);
    graphics.fillRoundRect(620, 330, 800, 110, 110, 110);
    graphics.dispose();
    return written(image, "png");
  }

  /** A PNG that no packing makes smaller. */
  public static byte[] noise(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, random.nextInt(0x1000000));
      }
    }
    return written(image, "png");
  }

  private static byte[] written(BufferedImage image, String format) {
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A few bytes that say that they stand for a picture of any size. */
  public static byte[] bomb(int width, int height) {
    byte[] small = png(1, 1);
    ByteBuffer.wrap(small).putInt(16, width).putInt(20, height);
    return small;
  }

  /** A PNG with a chunk that makes it move. */
  public static byte[] moving() {
    byte[] still = png(4, 4);
    ByteBuffer moving = ByteBuffer.allocate(still.length + 20);
    moving.put(still, 0, 33);
    moving.putInt(8).put("acTL".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(0).putInt(0);
    moving.put(still, 33, still.length - 33);
    return moving.array();
  }

  /** How a WebP begins. */
  public static byte[] webp(String chunk, int... bytes) {
    byte[] head = Arrays.copyOf("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII), 40);
    System.arraycopy(chunk.getBytes(StandardCharsets.US_ASCII), 0, head, 12, 4);
    for (int i = 0; i < bytes.length; i++) {
      head[20 + i] = (byte) bytes[i];
    }
    return head;
  }
}
