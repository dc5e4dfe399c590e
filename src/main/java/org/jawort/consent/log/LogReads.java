package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The public side of the log: checkpoint, tiles, bundles and keys, the same for everybody. */
@Component
public class LogReads {
  private final Database database;
  private final JdbcClient jdbc;

  LogReads(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /**
   * The latest checkpoint with the key that signs it.
   *
   * @param note word for word as it was signed
   */
  public record Latest(long size, String note, String verifierKey) {}

  /** The latest checkpoint. */
  public Latest latest() {
    return database.read(Set.of(), connection -> latestInside());
  }

  /** The same inside the running transaction. */
  Latest latestInside() {
    return jdbc.sql(
            """
            SELECT c.size, c.note, k.vkey FROM log_checkpoint c JOIN log_key k USING (generation)
            ORDER BY c.size DESC LIMIT 1
            """)
        .query(
            (row, number) ->
                new Latest(row.getLong("size"), row.getString("note"), row.getString("vkey")))
        .single();
  }

  /** Every verifier key that the log ever had, the newest first. */
  public List<String> verifierKeys() {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT vkey FROM log_key ORDER BY generation DESC")
                .query(String.class)
                .list());
  }

  /** A tile or a bundle of entries; empty where the log is not as far. */
  public Optional<byte[]> find(TileAddress address) {
    boolean bundle = address.level() == TileAddress.ENTRIES;
    int bytes = address.width() * (bundle ? LogRows.IN_BUNDLE : TreeHash.LENGTH);
    String sql =
        bundle
            ? """
            SELECT substring(content FROM 1 FOR :bytes) FROM log_bundle
            WHERE index = :index AND length(content) >= :bytes
            """
            : """
            SELECT substring(content FROM 1 FOR :bytes) FROM log_tile
            WHERE level = :level AND index = :index AND length(content) >= :bytes
            """;
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql(sql)
                .param("bytes", bytes)
                .param("level", address.level())
                .param("index", address.index())
                .query((row, number) -> row.getBytes(1))
                .optional());
  }

  /** The tiles of the given places, as far as there are such, inside the running transaction. */
  static Map<TileTree.Place, byte[]> tiles(Connection connection, Set<TileTree.Place> places)
      throws SQLException {
    String sql =
        """
        SELECT t.level, t.index, t.content FROM unnest(:level::int[], :index::bigint[])
          p (level, index)
        JOIN log_tile t USING (level, index)
        """;
    var tiles = new HashMap<TileTree.Place, byte[]>();
    Rows.batch(connection, sql, places)
        .integers("level", TileTree.Place::level)
        .bigints("index", TileTree.Place::index)
        .each(
            row ->
                tiles.put(
                    new TileTree.Place(row.getInt("level"), row.getLong("index")),
                    row.getBytes("content")));
    return tiles;
  }
}
