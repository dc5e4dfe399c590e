package org.jawort.consent.log;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
    return Rows.sql(connection, sql)
        .first(row -> new Head(row.getLong("size"), row.getBytes("root"), row.getString("note")))
        .orElseThrow(
            () ->
                SealingStoppedException.damaged(
                    "The transparency log has no checkpoint at all."
                        + " Restore the database from a backup."));
  }

  /** All keys, the newest first. */
  List<LogKey> keys(Connection connection) throws SQLException {
    String sql =
        "SELECT generation, vkey, sealed, created_at FROM log_key ORDER BY generation DESC";
    return Rows.sql(connection, sql)
        .list(
            row ->
                new LogKey(
                    row.getInt("generation"),
                    VerifierKey.parse(row.getString("vkey")),
                    row.getBytes("sealed"),
                    row.getTimestamp("created_at").toInstant()));
  }

  /** The last tile of each level, where it is not full. */
  List<GrowingTree.Tile> edge(Connection connection, long size) throws SQLException {
    String sql =
        """
        SELECT t.level, t.index, t.content
        FROM unnest(:level::int[], :index::bigint[]) e (level, index)
        JOIN log_tile t USING (level, index)
        """;
    List<Integer> levels =
        IntStream.range(0, GrowingTree.LEVELS)
            .filter(level -> TileAddress.partialWidth(size, level).isPresent())
            .boxed()
            .toList();
    return Rows.batch(connection, sql, levels)
        .integers("level", level -> level)
        .bigints("index", level -> size >>> (8 * (level + 1)))
        .list(
            row ->
                new GrowingTree.Tile(
                    row.getInt("level"), row.getLong("index"), row.getBytes("content")));
  }

  void insertEntries(Connection connection, long first, List<LogEntry> entries)
      throws SQLException {
    String sql =
        """
        INSERT INTO log_entry (tenant_id, event_id, position, commitment)
        SELECT * FROM unnest(:tenant::uuid[], :event::uuid[], :position::bigint[],
                             :commitment::bytea[])
        """;
    Iterator<Long> positions = LongStream.range(first, first + entries.size()).iterator();
    Rows.batch(connection, sql, entries)
        .uuids("tenant", LogEntry::tenant)
        .uuids("event", LogEntry::event)
        .bigints("position", entry -> positions.next())
        .byteas("commitment", LogEntry::commitment)
        .update();
  }

  void writeTiles(Connection connection, List<GrowingTree.Tile> tiles) throws SQLException {
    String sql =
        """
        INSERT INTO log_tile (level, index, content)
        SELECT * FROM unnest(:level::int[], :index::bigint[], :content::bytea[])
        ON CONFLICT (level, index) DO UPDATE SET content = EXCLUDED.content
        """;
    Rows.batch(connection, sql, tiles)
        .integers("level", GrowingTree.Tile::level)
        .bigints("index", GrowingTree.Tile::index)
        .byteas("content", GrowingTree.Tile::content)
        .update();
  }

  /** Adds the entries to the bundles that belong to their places. */
  void writeBundles(Connection connection, long first, List<byte[]> entries) throws SQLException {
    var bundles = new TreeMap<Long, ByteArrayOutputStream>();
    for (int i = 0; i < entries.size(); i++) {
      ByteArrayOutputStream bundle =
          bundles.computeIfAbsent((first + i) >>> 8, index -> new ByteArrayOutputStream());
      bundle.write(0);
      bundle.write(TreeHash.LENGTH);
      bundle.writeBytes(entries.get(i));
    }
    // The first may be there in part; the database puts the new entries behind.
    String sql =
        """
        INSERT INTO log_bundle (index, content)
        SELECT * FROM unnest(:index::bigint[], :content::bytea[])
        ON CONFLICT (index) DO UPDATE SET content = log_bundle.content || EXCLUDED.content
        """;
    Rows.batch(connection, sql, bundles.entrySet())
        .bigints("index", Map.Entry::getKey)
        .byteas("content", bundle -> bundle.getValue().toByteArray())
        .update();
  }

  void insertCheckpoint(
      Connection connection, Checkpoint checkpoint, int generation, String note, Instant signedAt)
      throws SQLException {
    String sql =
        """
        INSERT INTO log_checkpoint (size, root, generation, note, signed_at)
        VALUES (:size, :root, :generation, :note, :signedAt)
        """;
    Rows.sql(connection, sql)
        .bigint("size", checkpoint.size())
        .bytea("root", checkpoint.root())
        .integer("generation", generation)
        .text("note", note)
        .instant("signedAt", signedAt)
        .update();
  }
}
