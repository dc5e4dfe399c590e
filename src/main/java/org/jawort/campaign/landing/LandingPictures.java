package org.jawort.campaign.landing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.platform.picture.LogoFile;
import org.jawort.platform.picture.PictureHeader;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the logos of a tenant. */
@Component
public class LandingPictures {
  /** How long a logo waits to be used. */
  private static final Duration WAITS = Duration.ofDays(1);

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;

  LandingPictures(Database database, JdbcClient jdbc, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of an upload. */
  public sealed interface PictureOutcome {
    /** It is kept, or was kept before. */
    record As(LandingPicture picture) implements PictureOutcome {}

    /** Pages cannot show it. */
    record Unfit(LogoFile why) implements PictureOutcome {}
  }

  /** A logo with its content. */
  public record Content(LandingPicture picture, byte[] bytes) {}

  /** Keeps a logo; one that no page uses is gone a day later. */
  public PictureOutcome keep(TenantId tenant, UserId by, byte[] content) {
    LogoFile file = LogoFile.of(content);
    return file instanceof LogoFile.Fit fit
        ? new PictureOutcome.As(keep(tenant, by, fit))
        : new PictureOutcome.Unfit(file);
  }

  /** Keeps a logo that was looked at. */
  public LandingPicture keep(TenantId tenant, UserId by, LogoFile.Fit logo) {
    return database.write(tenant, connection -> keep(tenant, by, logo.header(), logo.content()));
  }

  private LandingPicture keep(TenantId tenant, UserId by, PictureHeader header, byte[] content) {
    deleteForgotten(tenant);
    String sql =
        """
        INSERT INTO landing_picture (tenant_id, id, sha256, type, width, height, size, content,
                                     uploaded_by, uploaded_at)
        VALUES (:tenant, :id, :sha256, :type, :width, :height, :size, :content, :uploadedBy,
                :uploadedAt) ON CONFLICT (sha256, tenant_id) DO NOTHING
        """;
    byte[] hash = Sha256.of(content);
    jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("id", ids.next())
        .param("sha256", hash)
        .param("type", header.kind().type())
        .param("width", header.width())
        .param("height", header.height())
        .param("size", content.length)
        .param("content", content)
        .param("uploadedBy", by.value())
        .param("uploadedAt", Timestamp.from(clock.instant()))
        .update();
    return find(tenant, HexFormat.of().formatHex(hash)).orElseThrow().picture();
  }

  private void deleteForgotten(TenantId tenant) {
    String sql =
        """
        DELETE FROM landing_picture p
        WHERE p.tenant_id = :tenant AND p.uploaded_at < :since
          AND NOT EXISTS (SELECT FROM landing_page_version v
                          WHERE v.tenant_id = p.tenant_id AND v.logo_id = p.id)
        """;
    jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("since", Timestamp.from(clock.instant().minus(WAITS)))
        .update();
  }

  /** All logos of a tenant, the newest first. */
  public List<LandingPicture> all(TenantId tenant) {
    String sql =
        """
        SELECT id, encode(sha256, 'hex') AS hash, type, width, height, size FROM landing_picture
        WHERE tenant_id = :tenant ORDER BY id DESC
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .query((row, number) -> picture(row))
                .list());
  }

  /**
   * The logo whose content has a hash.
   *
   * @param hash how it begins, at least 32 hexadecimal digits
   */
  public Optional<Content> find(TenantId tenant, String hash) {
    String sql =
        """
        SELECT id, encode(sha256, 'hex') AS hash, type, width, height, size, content
        FROM landing_picture WHERE tenant_id = :tenant AND encode(sha256, 'hex') LIKE :hash || '%'
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("hash", hash)
                .query((row, number) -> new Content(picture(row), row.getBytes("content")))
                .optional());
  }

  private static LandingPicture picture(ResultSet row) throws SQLException {
    return new LandingPicture(
        row.getObject("id", UUID.class),
        row.getString("hash"),
        row.getString("type"),
        row.getInt("width"),
        row.getInt("height"),
        row.getInt("size"));
  }
}
