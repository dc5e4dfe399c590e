package org.jawort.platform.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Which way is up, as EXIF tells it (Exif 2.32, tag 0x0112): 1 to 8. */
final class Orientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int AS_IT_LIES = 1;

  private Orientation() {}

  /** What the TIFF structure says; as it lies where it says nothing that makes sense. */
  static int of(byte[] tiff) {
    try {
      ByteBuffer read = ByteBuffer.wrap(tiff);
      read.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = read.getInt(4);
      int entries = read.getShort(directory) & 0xffff;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        if ((read.getShort(entry) & 0xffff) == TAG) {
          int value = read.getShort(entry + 8) & 0xffff;
          return value >= 1 && value <= 8 ? value : AS_IT_LIES;
        }
      }
      return AS_IT_LIES;
    } catch (IndexOutOfBoundsException e) {
      return AS_IT_LIES;
    }
  }

  /** A segment of a JPEG that says this and nothing else. */
  static byte[] segment(int orientation) {
    ByteBuffer written = ByteBuffer.allocate(36).order(ByteOrder.BIG_ENDIAN);
    written.putShort((short) 0xffe1).putShort((short) 34);
    written.put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1)).putInt(8);
    written.putShort((short) 1);
    written.putShort((short) TAG).putShort((short) SHORT).putInt(1);
    written.putShort((short) orientation).putShort((short) 0).putInt(0);
    return written.array();
  }
}
