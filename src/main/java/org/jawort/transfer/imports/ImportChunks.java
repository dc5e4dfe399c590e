package org.jawort.transfer.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.transfer.file.FileContent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of import_chunk: a file in pieces, so that any node can read it. */
@Component
class ImportChunks {
  private static final int SIZE = 1 << 20;

  private final Database database;

  ImportChunks(Database database) {
    this.database = database;
  }

  /** Takes a whole file in, each piece in a transaction of its own; more than the most: -1. */
  long take(TenantId tenant, ImportId id, InputStream in, long most) throws IOException {
    long size = 0;
    for (int place = 0; ; place++) {
      byte[] piece = in.readNBytes(SIZE);
      size += piece.length;
      if (size > most) {
        return -1;
      }
      if (piece.length > 0) {
        insert(tenant, id, place, piece);
      }
      if (piece.length < SIZE) {
        return size;
      }
    }
  }

  private void insert(TenantId tenant, ImportId id, int place, byte[] piece) {
    String sql =
        """
        INSERT INTO import_chunk (tenant_id, import_id, place, content)
        VALUES (:tenant, :id, :place, :content)
        """;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("id", id.value())
                .integer("place", place)
                .bytea("content", piece)
                .update());
  }

  private byte @Nullable [] piece(TenantId tenant, ImportId id, int place) {
    String sql =
        """
        SELECT content FROM import_chunk
        WHERE tenant_id = :tenant AND import_id = :id AND place = :place
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("id", id.value())
                .integer("place", place)
                .first(row -> row.getBytes(1))
                .orElse(null));
  }

  /** Reads it from its beginning as often as needed, a piece at a time. */
  FileContent content(TenantId tenant, ImportId id) {
    return () -> new Pieces(tenant, id);
  }

  /** Nobody needs the file any more. */
  void delete(TenantId tenant, ImportId id) {
    String sql = "DELETE FROM import_chunk WHERE tenant_id = :tenant AND import_id = :id";
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("id", id.value())
                .update());
  }

  private final class Pieces extends InputStream {
    private final TenantId tenant;
    private final ImportId id;
    private byte[] piece = {};
    private int at;
    private int place;

    Pieces(TenantId tenant, ImportId id) {
      this.tenant = tenant;
      this.id = id;
    }

    private boolean fill() {
      if (at < piece.length) {
        return true;
      }
      byte[] next = place < 0 ? null : piece(tenant, id, place);
      if (next == null) {
        place = -1;
        return false;
      }
      piece = Objects.requireNonNull(next);
      place++;
      at = 0;
      return true;
    }

    @Override
    public int read() {
      return fill() ? piece[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int most) {
      if (most == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(most, piece.length - at);
      System.arraycopy(piece, at, to, from, count);
      at += count;
      return count;
    }

    @Override
    public void close() {
      piece = Arrays.copyOf(piece, 0);
      at = 0;
      place = -1;
    }
  }
}
