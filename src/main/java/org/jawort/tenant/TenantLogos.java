package org.jawort.tenant;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.platform.picture.LogoFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the pictures of firms' logos. One that a profile ever had stays: versions of forms
 * name it, and evidence names those.
 */
@Component
public class TenantLogos {
  /** How long a picture waits for the form to be mended that it came with. */
  private static final Duration WAITS = Duration.ofDays(1);

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  TenantLogos(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A picture of a logo.
   *
   * @param type media type
   */
  public record Picture(TenantLogo logo, String type, byte[] content) {}

  /** Keeps a picture; unless a profile takes it, it is gone a day later. */
  public TenantLogo keep(TenantId tenant, UserId by, LogoFile.Fit logo) {
    String hash = HexFormat.of().formatHex(Sha256.of(logo.content()));
    return database.write(
        tenant,
        connection -> {
          deleteForgotten(tenant);
          insert(tenant, by, logo, hash);
          return find(tenant, hash).orElseThrow().logo();
        });
  }

  private void insert(TenantId tenant, UserId by, LogoFile.Fit logo, String hash) {
    String sql =
        """
        INSERT INTO tenant_logo (tenant_id, sha256, type, width, height, content, uploaded_by,
                                 uploaded_at)
        VALUES (:tenant, decode(:hash, 'hex'), :type, :width, :height, :content, :uploadedBy,
                :uploadedAt)
        ON CONFLICT (tenant_id, sha256) DO NOTHING
        """;
    jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("hash", hash)
        .param("type", logo.header().kind().type())
        .param("width", logo.header().width())
        .param("height", logo.header().height())
        .param("content", logo.content())
        .param("uploadedBy", by.value())
        .param("uploadedAt", Timestamp.from(clock.instant()))
        .update();
  }

  private void deleteForgotten(TenantId tenant) {
    String sql =
        """
        DELETE FROM tenant_logo WHERE tenant_id = :tenant AND NOT worn AND uploaded_at < :since
        """;
    jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("since", Timestamp.from(clock.instant().minus(WAITS)))
        .update();
  }

  /**
   * The picture whose content has a hash.
   *
   * @param hash how it begins, at least 32 hexadecimal digits
   */
  public Optional<Picture> find(TenantId tenant, String hash) {
    String sql =
        """
        SELECT encode(sha256, 'hex') AS hash, type, width, height, content FROM tenant_logo
        WHERE tenant_id = :tenant AND encode(sha256, 'hex') LIKE :hash || '%'
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("hash", hash)
                .query(
                    (row, number) ->
                        new Picture(
                            new TenantLogo(
                                row.getString("hash"),
                                "",
                                row.getInt("width"),
                                row.getInt("height")),
                            row.getString("type"),
                            row.getBytes("content")))
                .optional());
  }
}
