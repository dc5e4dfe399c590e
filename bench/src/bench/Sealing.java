package bench;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sealing: from many events in the ledger to their places in the transparency log, signed and on
 * disk; beside it the hashes of the same tree and nothing else.
 */
final class Sealing {
  private static final int FIRST = 20_000_001;
  private static final int EVENTS =
      Integer.parseInt(System.getenv().getOrDefault("EVENTS", "100000"));
  private static final int BARE_WARM_UP = 3;

  private final Product product;
  private final Table table;
  private final Filling filling;
  private int next = FIRST;
  private double perSecond;
  private Product.Processors used;

  Sealing(Product product, Sample sample, Table table) throws SQLException {
    this.product = product;
    this.table = table;
    this.filling = new Filling(product, sample);
  }

  void run(Settings settings) throws IOException, SQLException, InterruptedException {
    // The JVM compiles what is measured then.
    seal();
    System.out.printf("  sealing warming up %.0f/s%n", perSecond);
    for (int i = 0; i < BARE_WARM_UP; i++) {
      bare();
    }
    for (int round = 0; round < settings.rounds(); round++) {
      seal();
      table.add("sealing events/s", perSecond);
      table.add("sealing µs of processor each, server", used.server() * 1e6 / EVENTS);
      table.add("sealing µs of processor each, PostgreSQL", used.database() * 1e6 / EVENTS);
      table.add("sealing bare Merkle/s", bare());
    }
    Counting.bytesOfAnEvent(product, table);
    table.ratio(
        "Sealing %,d events".formatted(EVENTS),
        "sealing events/s",
        "/s",
        table.median("sealing bare Merkle/s"),
        "bare Merkle tree of the same size, one core",
        "≥ 10,000 /s");
  }

  /** From the commit of the events to the signed checkpoint over all of them. */
  private void seal() throws IOException, SQLException, InterruptedException {
    filling.unsealed(next, next + EVENTS - 1);
    try (Connection connection = product.connect()) {
      Product.run(connection, "CHECKPOINT");
      long goal = size(connection) + EVENTS;
      filling.waitingForTheirPlace(next, next + EVENTS - 1);
      Product.Processors before = product.processors();
      long start = System.nanoTime();
      while (size(connection) < goal) {
        Thread.sleep(5);
      }
      perSecond = EVENTS / ((System.nanoTime() - start) / 1e9);
      used = product.processors().since(before);
      next += EVENTS;
    }
  }

  private static long size(Connection connection) throws SQLException {
    return Long.parseLong(Product.text(connection, "SELECT max(size) FROM log_checkpoint"));
  }

  /** Entries of 32 bytes that are hashed into a tree in a second. */
  private static double bare() {
    var random = new Random(1);
    List<byte[]> row = new ArrayList<>(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      byte[] entry = new byte[32];
      random.nextBytes(entry);
      row.add(entry);
    }
    long start = System.nanoTime();
    MessageDigest sha256 = sha256();
    row.replaceAll(
        entry -> {
          sha256.update((byte) 0);
          return sha256.digest(entry);
        });
    while (row.size() > 1) {
      row = above(sha256, row);
    }
    return EVENTS / ((System.nanoTime() - start) / 1e9);
  }

  private static List<byte[]> above(MessageDigest sha256, List<byte[]> row) {
    var above = new ArrayList<byte[]>(row.size() / 2 + 1);
    for (int i = 0; i + 1 < row.size(); i += 2) {
      sha256.update((byte) 1);
      sha256.update(row.get(i));
      above.add(sha256.digest(row.get(i + 1)));
    }
    if (row.size() % 2 == 1) {
      above.add(row.getLast());
    }
    return above;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
