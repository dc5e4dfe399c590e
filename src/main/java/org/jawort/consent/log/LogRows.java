package org.jawort.consent.log;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/** The rows of the log, as the sealer reads and writes them inside its transaction. */
@Component
class LogRows {
  /** Bytes of an entry in a bundle: its length in two, and itself. */
  static final int IN_BUNDLE = 2 + TreeHash.LENGTH;

  /**
   * How far the log is.
   *
   * @param note its newest checkpoint as it was signed
   */
  record Head(long size, byte[] root, String note) {}

  /** The newest checkpoint; that of the empty log was made before anything else. */
  Head head(Connection connection) throws SQLException {
    String sql = "SELECT size, root, note FROM log_checkpoint ORDER BY size DESC LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw SealingStoppedException.damaged(
            "The transparency log has no checkpoint at all. Restore the database from a backup.");
      }
      return new Head(row.getLong("size"), row.getBytes("root"), row.getString("note"));
    }
  }

  /** All keys, the newest first. */
  List<LogKey> keys(Connection connection) throws SQLException {
    String sql = "SELECT generation, vkey, created_at FROM log_key ORDER BY generation DESC";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      var keys = new ArrayList<LogKey>();
      while (row.next()) {
        keys.add(
            new LogKey(
                row.getInt("generation"),
                VerifierKey.parse(row.getString("vkey")),
                row.getTimestamp("created_at").toInstant()));
      }
      return keys;
    }
  }

  /** The last tile of each level, where it is not full. */
  List<GrowingTree.Tile> edge(Connection connection, long size) throws SQLException {
    String sql =
        """
        SELECT t.level, t.index, t.content FROM unnest(?::int[], ?::bigint[]) e (level, index)
        JOIN log_tile t USING (level, index)
        """;
    List<Integer> levels =
        IntStream.range(0, GrowingTree.LEVELS)
            .filter(level -> TileAddress.partialWidth(size, level).isPresent())
            .boxed()
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int4", levels.toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "int8", levels.stream().map(level -> size >>> (8 * (level + 1))).toArray()));
      var tiles = new ArrayList<GrowingTree.Tile>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tiles.add(
              new GrowingTree.Tile(
                  row.getInt("level"), row.getLong("index"), row.getBytes("content")));
        }
      }
      return tiles;
    }
  }

  void insertEntries(Connection connection, long first, List<LogEntry> entries)
      throws SQLException {
    String sql =
        """
        INSERT INTO log_entry (tenant_id, event_id, position, commitment)
        SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bytea[])
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.uuids(connection, entries, LogEntry::tenant));
      statement.setArray(2, Rows.uuids(connection, entries, LogEntry::event));
      statement.setArray(
          3,
          connection.createArrayOf(
              "int8", LongStream.range(first, first + entries.size()).boxed().toArray()));
      statement.setArray(
          4,
          connection.createArrayOf(
              "bytea", entries.stream().map(LogEntry::commitment).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  void writeTiles(Connection connection, List<GrowingTree.Tile> tiles) throws SQLException {
    String sql =
        """
        INSERT INTO log_tile (level, index, content)
        SELECT * FROM unnest(?::int[], ?::bigint[], ?::bytea[])
        ON CONFLICT (level, index) DO UPDATE SET content = EXCLUDED.content
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.ints(connection, tiles, GrowingTree.Tile::level));
      statement.setArray(
          2,
          connection.createArrayOf("int8", tiles.stream().map(GrowingTree.Tile::index).toArray()));
      statement.setArray(
          3,
          connection.createArrayOf(
              "bytea", tiles.stream().map(GrowingTree.Tile::content).toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  /** Adds the entries to the bundles that belong to their places. */
  void writeBundles(Connection connection, long first, List<LogEntry> entries) throws SQLException {
    var bundles = new TreeMap<Long, ByteArrayOutputStream>();
    for (int i = 0; i < entries.size(); i++) {
      ByteArrayOutputStream bundle =
          bundles.computeIfAbsent((first + i) >>> 8, index -> new ByteArrayOutputStream());
      bundle.write(0);
      bundle.write(TreeHash.LENGTH);
      bundle.writeBytes(entries.get(i).commitment());
    }
    // The first may be there in part; the database puts the new entries behind.
    String sql =
        """
        INSERT INTO log_bundle (index, content) SELECT * FROM unnest(?::bigint[], ?::bytea[])
        ON CONFLICT (index) DO UPDATE SET content = log_bundle.content || EXCLUDED.content
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("int8", bundles.keySet().toArray()));
      statement.setArray(
          2,
          connection.createArrayOf(
              "bytea",
              bundles.values().stream()
                  .map(ByteArrayOutputStream::toByteArray)
                  .toArray(byte[][]::new)));
      statement.executeUpdate();
    }
  }

  void insertCheckpoint(
      Connection connection, Checkpoint checkpoint, int generation, String note, Instant signedAt)
      throws SQLException {
    String sql =
        """
        INSERT INTO log_checkpoint (size, root, generation, note, signed_at)
        VALUES (?, ?, ?, ?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, checkpoint.size());
      statement.setBytes(2, checkpoint.root());
      statement.setInt(3, generation);
      statement.setString(4, note);
      statement.setTimestamp(5, Timestamp.from(signedAt));
      statement.executeUpdate();
    }
  }
}
