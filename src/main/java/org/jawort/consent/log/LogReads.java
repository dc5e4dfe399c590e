package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
  private final Cosignatures cosignatures;

  LogReads(Database database, JdbcClient jdbc, Cosignatures cosignatures) {
    this.database = database;
    this.jdbc = jdbc;
    this.cosignatures = cosignatures;
  }

  /**
   * A checkpoint with the key that signs it.
   *
   * @param note word for word as it was signed, with the lines of the witnesses that cosigned it
   */
  public record Latest(long size, String note, String verifierKey) {}

  /** The latest checkpoint. */
  public Latest latest() {
    return database.read(Set.of(), connection -> latest(connection));
  }

  /** The same inside the running transaction. */
  Latest latest(Connection connection) throws SQLException {
    String sql =
        """
        SELECT c.size, c.note, k.vkey FROM log_checkpoint c JOIN log_key k USING (generation)
        ORDER BY c.size DESC LIMIT 1
        """;
    return cosigned(connection, Rows.sql(connection, sql).only(LogReads::read));
  }

  /**
   * The checkpoint to prove by, inside the running transaction: the newest that enough witnesses
   * cosigned; the latest one where there is none and none is to come.
   *
   * @param entries how many it must have at least
   * @return empty while witnesses that answer are still to cosign
   */
  Optional<Latest> covering(Connection connection, long entries) throws SQLException {
    OptionalLong cosigned = cosignatures.newest(connection, entries);
    if (cosigned.isEmpty()) {
      return cosignatures.areToCome(connection)
          ? Optional.empty()
          : Optional.of(latest(connection));
    }
    String sql =
        """
        SELECT c.size, c.note, k.vkey FROM log_checkpoint c JOIN log_key k USING (generation)
        WHERE c.size = :size
        """;
    Latest found =
        Rows.sql(connection, sql).bigint("size", cosigned.getAsLong()).only(LogReads::read);
    return Optional.of(cosigned(connection, found));
  }

  private Latest cosigned(Connection connection, Latest signed) throws SQLException {
    List<SignedNote.Line> lines = cosignatures.of(connection, signed.note());
    return lines.isEmpty()
        ? signed
        : new Latest(
            signed.size(),
            SignedNote.parse(signed.note()).with(lines).toString(),
            signed.verifierKey());
  }

  private static Latest read(ResultSet row) throws SQLException {
    return new Latest(row.getLong("size"), row.getString("note"), row.getString("vkey"));
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
