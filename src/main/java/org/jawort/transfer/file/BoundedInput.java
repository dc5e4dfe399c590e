package org.jawort.transfer.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is unpacked, as long as it is of a size that somebody can have meant. */
final class BoundedInput extends FilterInputStream {
  /** Most bytes of one table. */
  static final long MOST = 8L << 30;

  /** Tables pack well, but not like this. */
  private static final int RATIO = 400;

  private static final long HARMLESS = 64L << 20;

  private final long packed;
  private long count;

  /**
   * Watches over a stream.
   *
   * @param packed bytes that it is unpacked from
   */
  BoundedInput(InputStream in, long packed) {
    super(in);
    this.packed = Math.max(packed, 1);
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] to, int from, int most) throws IOException {
    int read = super.read(to, from, most);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int more) throws FileException {
    count += more;
    if (count > MOST || (count > HARMLESS && count / packed > RATIO)) {
      throw new FileException(FileException.Reason.BOMB);
    }
  }
}
