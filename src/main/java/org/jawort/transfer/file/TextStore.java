package org.jawort.transfer.file;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that the cells of a spreadsheet share: a few in memory, many in a file of our own, of
 * which memory holds where each begins.
 */
final class TextStore implements Closeable {
  private static final int FEW = 200_000;
  private static final int KEPT = 20_000;

  private final Path file;
  private @Nullable DataOutputStream out;
  private @Nullable RandomAccessFile in;
  private String[] first = new String[1024];
  private long[] places = new long[1024];
  private int count;
  private long size;
  private final Map<Integer, String> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, String> eldest) {
          return size() > KEPT;
        }
      };

  TextStore() throws IOException {
    file = Files.createTempFile("jawort-texts", null);
    out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  void add(String text) throws IOException {
    if (count < FEW) {
      if (count == first.length) {
        first = Arrays.copyOf(first, Math.min(FEW, count * 2));
      }
      first[count++] = text;
      return;
    }
    int place = count - FEW;
    if (place == places.length) {
      places = Arrays.copyOf(places, place * 2);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (out != null) {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    places[place] = size;
    size += bytes.length + 4L;
    count++;
  }

  /** The text of that number; empty where there is none. */
  String get(int number) throws IOException {
    if (number < 0 || number >= count) {
      return "";
    }
    if (number < FEW) {
      return first[number];
    }
    String known = recent.get(number);
    if (known == null) {
      known = read(places[number - FEW]);
      recent.put(number, known);
    }
    return known;
  }

  private String read(long place) throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
    if (in == null) {
      in = new RandomAccessFile(file.toFile(), "r");
    }
    in.seek(place);
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
    if (in != null) {
      in.close();
    }
    Files.deleteIfExists(file);
  }
}
