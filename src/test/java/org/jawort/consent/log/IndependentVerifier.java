package org.jawort.consent.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Somebody who trusts nobody and has read RFC 6962, RFC 9162 and the C2SP texts alone: uses no line
 * of the program. What does not hold is an AssertionError.
 */
public final class IndependentVerifier {
  private final Function<String, byte[]> fetch;

  /** Fetches what stands at a path below /log/. */
  public IndependentVerifier(Function<String, byte[]> fetch) {
    this.fetch = fetch;
  }

  /** A checkpoint whose signature was checked. */
  public record Head(String origin, long size, byte[] root) {}

  // signed-note, tlog-checkpoint

  /** Opens a note by a vkey line. */
  public static Head open(String note, String vkey) {
    String[] parts = vkey.strip().split("\\+", 3);
    String name = parts[0];
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] id = Arrays.copyOf(sha256(named, typed), 4);
    must(HexFormat.of().formatHex(id).equals(parts[1]), "the key ID is of another key");
    must(typed[0] == 1 && typed.length == 33, "no Ed25519 key");
    int blank = note.lastIndexOf("\n\n");
    String text = note.substring(0, blank + 1);
    boolean signed = false;
    for (String line : note.substring(blank + 2).split("\n")) {
      String[] words = line.split(" ");
      byte[] bytes = Base64.getDecoder().decode(words[2]);
      if (words[0].equals("—") && words[1].equals(name) && Arrays.equals(id, 0, 4, bytes, 0, 4)) {
        signed = verify(typed, text, Arrays.copyOfRange(bytes, 4, bytes.length));
        must(signed, "a known key did not sign this");
      }
    }
    must(signed, "no known key signed");
    String[] lines = text.split("\n");
    must(lines.length == 3, "extension lines");
    return new Head(lines[0], Long.parseLong(lines[1]), Base64.getDecoder().decode(lines[2]));
  }

  private static boolean verify(byte[] typed, String text, byte[] signature) {
    try {
      byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
      byte[] encoded = ByteBuffer.allocate(44).put(prefix).put(typed, 1, 32).array();
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The present checkpoint. */
  public Head head() {
    return open(text("checkpoint"), text("key"));
  }

  private String text(String path) {
    return new String(fetch.apply(path), StandardCharsets.UTF_8);
  }

  // RFC 6962 section 2.1

  /** MTH of entries. */
  public static byte[] mth(List<byte[]> entries) {
    int n = entries.size();
    if (n == 0) {
      return sha256();
    }
    if (n == 1) {
      return sha256(new byte[] {0}, entries.getFirst());
    }
    int k = Integer.highestOneBit(n - 1);
    return node(mth(entries.subList(0, k)), mth(entries.subList(k, n)));
  }

  private static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  // tlog-tiles

  /** The path of a tile of a tree of a size. */
  static String path(String level, long n, long width) {
    var path = new ArrayList<String>();
    long rest = n;
    do {
      path.addFirst("%03d".formatted(rest % 1000));
      rest /= 1000;
    } while (rest > 0);
    String last = path.removeLast();
    var built = new StringBuilder("tile/" + level + "/");
    path.forEach(group -> built.append('x').append(group).append('/'));
    return built + last + (width == 256 ? "" : ".p/" + width);
  }

  private byte[] tile(int level, long n, long size) {
    long hashes = size;
    for (int i = 0; i < level; i++) {
      hashes /= 256;
    }
    long width = Math.min(256, hashes - n * 256);
    byte[] tile = fetch.apply(path("" + level, n, width));
    must(tile.length == width * 32, "tile of another length");
    return tile;
  }

  /** MTH(D[low : high]) of a tree of a size, from its tiles. */
  private byte[] range(long low, long high, long size) {
    long n = high - low;
    int level = 0;
    long unit = 1;
    while (n % (unit * 256) == 0 && low % (unit * 256) == 0) {
      level++;
      unit *= 256;
    }
    if (n == unit) {
      long place = low / unit;
      int offset = (int) (place % 256) * 32;
      return Arrays.copyOfRange(tile(level, place / 256, size), offset, offset + 32);
    }
    long k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return node(range(low, low + k, size), range(low + k, high, size));
  }

  /** The root that the tiles give. */
  public byte[] root(long size) {
    return size == 0 ? sha256() : range(0, size, size);
  }

  /** All entries, from the bundles. */
  public List<byte[]> entries(long size) {
    var entries = new ArrayList<byte[]>();
    for (long n = 0; n * 256 < size; n++) {
      ByteBuffer bundle =
          ByteBuffer.wrap(fetch.apply(path("entries", n, Math.min(256, size - n * 256))));
      while (bundle.hasRemaining()) {
        byte[] entry = new byte[bundle.getShort() & 0xFFFF];
        bundle.get(entry);
        entries.add(entry);
      }
    }
    must(entries.size() == size, "another number of entries");
    return entries;
  }

  // RFC 9162 section 2.1.3: inclusion; 2.1.4: consistency

  /** PATH(m, D[size]) from the tiles. */
  public List<byte[]> inclusion(long m, long size) {
    var path = new ArrayList<byte[]>();
    inclusion(m, 0, size, size, path);
    return path;
  }

  private void inclusion(long m, long low, long high, long size, List<byte[]> path) {
    if (high - low <= 1) {
      return;
    }
    long k = 1;
    while (k * 2 < high - low) {
      k *= 2;
    }
    if (m < low + k) {
      inclusion(m, low, low + k, size, path);
      path.add(range(low + k, high, size));
    } else {
      inclusion(m, low + k, high, size, path);
      path.add(range(low, low + k, size));
    }
  }

  /** Whether the path leads from the entry to the root. */
  public static boolean included(
      byte[] entry, long index, long size, List<byte[]> path, byte[] root) {
    if (index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] r = sha256(new byte[] {0}, entry);
    for (byte[] p : path) {
      if (sn == 0) {
        return false;
      }
      if (fn % 2 == 1 || fn == sn) {
        r = node(p, r);
        while (fn % 2 == 0 && fn != 0) {
          fn /= 2;
          sn /= 2;
        }
      } else {
        r = node(r, p);
      }
      fn /= 2;
      sn /= 2;
    }
    return sn == 0 && Arrays.equals(r, root);
  }

  /** PROOF(m, D[size]) from the tiles. */
  public List<byte[]> consistency(long m, long size) {
    var proof = new ArrayList<byte[]>();
    consistency(m, 0, size, true, size, proof);
    return proof;
  }

  private void consistency(
      long m, long low, long high, boolean whole, long size, List<byte[]> proof) {
    long n = high - low;
    if (m == n) {
      if (!whole) {
        proof.add(range(low, high, size));
      }
      return;
    }
    long k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    if (m <= k) {
      consistency(m, low, low + k, whole, size, proof);
      proof.add(range(low + k, high, size));
    } else {
      consistency(m - k, low + k, high, false, size, proof);
      proof.add(range(low, low + k, size));
    }
  }

  /** Whether a tree goes on from an earlier one. */
  public static boolean consistent(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first == second) {
      return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first == 0) {
      return proof.isEmpty();
    }
    var path = new ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      path.addFirst(firstRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    long fn = first - 1;
    long sn = second - 1;
    while (fn % 2 == 1) {
      fn /= 2;
      sn /= 2;
    }
    byte[] fr = path.getFirst();
    byte[] sr = path.getFirst();
    for (byte[] c : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if (fn % 2 == 1 || fn == sn) {
        fr = node(c, fr);
        sr = node(c, sr);
        while (fn % 2 == 0 && fn != 0) {
          fn /= 2;
          sn /= 2;
        }
      } else {
        sr = node(sr, c);
      }
      fn /= 2;
      sn /= 2;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }

  // tlog-proof

  /** Checks a proof file for an entry and returns its index. */
  public static long prove(String file, byte[] entry, String vkey) {
    must(file.startsWith("c2sp.org/tlog-proof@v1\n"), "no proof");
    int blank = file.indexOf("\n\n");
    var lines = new ArrayList<>(List.of(file.substring(0, blank).split("\n")));
    lines.removeFirst();
    if (lines.getFirst().startsWith("extra ")) {
      lines.removeFirst();
    }
    long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
    List<byte[]> path = lines.stream().map(Base64.getDecoder()::decode).toList();
    Head head = open(file.substring(blank + 2), vkey);
    must(included(entry, index, head.size(), path, head.root()), "not in the log");
    return index;
  }

  /** Reads the whole log and checks that it is what its checkpoint says. */
  public Head audit() {
    Head head = head();
    must(Arrays.equals(head.root(), root(head.size())), "the tiles give another root");
    must(Arrays.equals(head.root(), mth(entries(head.size()))), "the entries give another root");
    return head;
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
