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
import org.jawort.campaign.image.BarePicture;
import org.jawort.campaign.image.PictureHeader;
import org.jawort.consent.declaration.FileKind;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the logos of a tenant. */
@Component
public class LandingPictures {
  /** Bytes that a logo may have, so that a public page stays within 30 KB with everything. */
  public static final int MOST = 12 * 1024;

  /** Pixels that it may have, in each direction. */
  public static final int LARGEST = 1600;

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

    /** It has more bytes than may be. */
    record TooHeavy(int bytes) implements PictureOutcome {}

    /** It has more pixels than may be, whatever it weighs. */
    record TooLarge(int width, int height) implements PictureOutcome {}

    /** It moves. */
    record Moving() implements PictureOutcome {}

    /** It is something else, or broken. */
    record IsReally(FileKind kind) implements PictureOutcome {}
  }

  /** A logo with its content. */
  public record Content(LandingPicture picture, byte[] bytes) {}

  /** Keeps a logo; one that no page uses is gone a day later. */
  public PictureOutcome keep(TenantId tenant, UserId by, byte[] content) {
    Optional<PictureHeader> header =
        PictureHeader.of(content).filter(read -> read.kind() != FileKind.GIF);
    if (header.isEmpty()) {
      return new PictureOutcome.IsReally(FileKind.of(content));
    }
    PictureHeader picture = header.get();
    if (picture.width() > LARGEST || picture.height() > LARGEST) {
      return new PictureOutcome.TooLarge(picture.width(), picture.height());
    }
    if (picture.animated()) {
      return new PictureOutcome.Moving();
    }
    if (content.length > MOST) {
      return new PictureOutcome.TooHeavy(content.length);
    }
    return BarePicture.of(picture.kind(), content)
        .<PictureOutcome>map(
            bare ->
                new PictureOutcome.As(
                    database.write(tenant, connection -> keep(tenant, by, picture, bare))))
        .orElseGet(() -> new PictureOutcome.IsReally(FileKind.of(content)));
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
