package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jawort.platform.Rows;

/**
 * Builds the whole tree again from the bundles of entries, and compares tiles and checkpoints with
 * it as it grows. Goes as far as the newest checkpoint that was there when it began; what is sealed
 * meanwhile is not its concern.
 */
final class TreeWalk {
  private static final long BETWEEN_NOTES = 1_000_000;
  private static final int ROWS = 256;

  private final Connection connection;
  private final long size;
  private final Consumer<LogFinding> findings;
  private final GrowingTree tree = new GrowingTree(0, List.of());
  private final FewOf wrongTiles;
  private final FewOf wrongCheckpoints;
  private long tiles;
  private long checkpoints;

  TreeWalk(Connection connection, long size, Consumer<LogFinding> findings) {
    this.connection = connection;
    this.size = size;
    this.findings = findings;
    this.wrongTiles = new FewOf("tiles that differ", findings);
    this.wrongCheckpoints = new FewOf("checkpoints that differ", findings);
  }

  void walk() throws SQLException {
    String checkpointsInOrder =
        """
        SELECT c.size, c.root, c.note, k.vkey
        FROM log_checkpoint c JOIN log_key k USING (generation)
        WHERE c.size <= :size ORDER BY c.size
        """;
    String bundlesInOrder = "SELECT index, content FROM log_bundle ORDER BY index";
    try (ResultSet checkpoint =
            Rows.sql(connection, checkpointsInOrder).bigint("size", size).fetchSize(ROWS).open();
        ResultSet bundle = Rows.sql(connection, bundlesInOrder).fetchSize(ROWS).open()) {
      grow(bundle, checkpoint);
    }
    for (GrowingTree.Tile last : tree.changed()) {
      compare(last);
    }
    sum();
  }

  private void grow(ResultSet bundle, ResultSet checkpoint) throws SQLException {
    boolean more = compareAll(checkpoint, checkpoint.next());
    while (tree.size() < size && bundle.next()) {
      byte[] entries = bundle.getBytes("content");
      if (bundle.getLong("index") != tree.size() >>> 8) {
        break;
      }
      for (int at = 0; at < entries.length && tree.size() < size; at += LogRows.IN_BUNDLE) {
        if (entries[at] != 0 || entries[at + 1] != TreeHash.LENGTH) {
          wrongTiles.add("log: entry %,d does not begin with its length", tree.size());
        }
        tree.append(Arrays.copyOfRange(entries, at + 2, at + LogRows.IN_BUNDLE));
        more = compareAll(checkpoint, more);
        if (tree.size() % BETWEEN_NOTES == 0) {
          findings.accept(LogFinding.note("log: %,d of %,d entries looked at", tree.size(), size));
        }
      }
      if ((tree.size() & 0xFF) != 0 && tree.size() < size) {
        break;
      }
      for (GrowingTree.Tile full : tree.takeFilled()) {
        compare(full);
      }
    }
    if (tree.size() < size) {
      findings.accept(
          LogFinding.bad(
              "log: the bundles of entries break off at %,d of %,d; restore the database from a backup",
              tree.size(), size));
    }
  }

  /** Those that are as far as the tree is now; returns whether there is another one. */
  private boolean compareAll(ResultSet checkpoint, boolean there) throws SQLException {
    boolean more = there;
    while (more && checkpoint.getLong("size") == tree.size()) {
      compare(checkpoint);
      more = checkpoint.next();
    }
    return more;
  }

  private void compare(ResultSet row) throws SQLException {
    checkpoints++;
    if (!Arrays.equals(row.getBytes("root"), tree.root())) {
      wrongCheckpoints.add(
          "log: the checkpoint of %,d entries has another root than they give", tree.size());
    }
    try {
      VerifierKey key = VerifierKey.parse(row.getString("vkey"));
      SignedNote note = SignedNote.parse(row.getString("note"));
      var expected = new Checkpoint(key.name(), tree.size(), row.getBytes("root"));
      if (note.askedOf(key) != SignedNote.Answer.SIGNED) {
        wrongCheckpoints.add(
            "log: the checkpoint of %,d entries is not signed by its key", tree.size());
      } else if (!note.text().equals(expected.text())) {
        wrongCheckpoints.add(
            "log: what was signed of the checkpoint of %,d entries is not what its row says",
            tree.size());
      }
    } catch (MalformedException e) {
      wrongCheckpoints.add(
          "log: the checkpoint of %,d entries cannot be read: %s",
          tree.size(), String.valueOf(e.getMessage()));
    }
  }

  /** A tile in the database may have grown meanwhile. */
  private void compare(GrowingTree.Tile expected) throws SQLException {
    tiles++;
    String sql = "SELECT content FROM log_tile WHERE level = :level AND index = :index";
    byte[] found =
        Rows.sql(connection, sql)
            .integer("level", expected.level())
            .bigint("index", expected.index())
            .first(row -> row.getBytes("content"))
            .orElse(new byte[0]);
    int differs = Arrays.mismatch(expected.content(), found);
    if (differs >= 0 && differs < expected.content().length) {
      wrongTiles.add(
          "log: tile %s is not what the entries give, from hash %d on",
          new TileAddress(expected.level(), expected.index(), TileAddress.FULL).path(),
          differs / TreeHash.LENGTH);
    }
  }

  private void sum() {
    wrongTiles.sum();
    wrongCheckpoints.sum();
    if (wrongTiles.isEmpty() && wrongCheckpoints.isEmpty() && tree.size() == size) {
      findings.accept(
          LogFinding.good(
              "log: %,d entries give its %,d tiles, and the roots of its %,d signed checkpoints",
              size, tiles, checkpoints));
    }
  }
}
