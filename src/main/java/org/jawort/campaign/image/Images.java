package org.jawort.campaign.image;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.template.Untrusted;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.platform.picture.BarePicture;
import org.jawort.platform.picture.FileKind;
import org.jawort.platform.picture.PictureHeader;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the pictures in mails. */
@Component
public class Images {
  /** Bytes that a picture may have: whoever reads mail on a phone pays for each. */
  public static final int MOST_BYTES = 2 * 1024 * 1024;

  /** Pixels that a side may have. */
  public static final int LONGEST_SIDE = 4096;

  private static final int LONGEST_ALT = 300;
  private static final int HASH = 16;
  private static final String COLUMNS =
      "id, sha256, type, width, height, name, alt, octet_length(content) AS size, added_at";

  private final Database database;
  private final JdbcClient sql;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;

  Images(Database database, JdbcClient sql, Tenants tenants, Ids ids, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of an upload. */
  public sealed interface ImageOutcome {
    /** It is kept; the same picture is kept once. */
    record As(CampaignImage image) implements ImageOutcome {}

    /** It has more bytes than may be. */
    record TooBig() implements ImageOutcome {}

    /** It has more pixels than may be, whatever its size in bytes. */
    record TooLarge(int width, int height) implements ImageOutcome {}

    /** It is no picture that mail programs show. */
    record NoImage() implements ImageOutcome {}
  }

  /**
   * Keeps a picture, without what it tells of its camera and place.
   *
   * @param name as the browser said
   * @param alt what it says to those who do not see it
   */
  public ImageOutcome keep(TenantId tenant, String name, String alt, byte[] content, UserId by) {
    if (content.length > MOST_BYTES) {
      return new ImageOutcome.TooBig();
    }
    Optional<PictureHeader> header = PictureHeader.of(content);
    if (header.isEmpty()) {
      return new ImageOutcome.NoImage();
    }
    if (Math.max(header.get().width(), header.get().height()) > LONGEST_SIDE) {
      return new ImageOutcome.TooLarge(header.get().width(), header.get().height());
    }
    Optional<byte[]> bare = BarePicture.of(header.get().kind(), content);
    if (bare.isEmpty()) {
      return new ImageOutcome.NoImage();
    }
    String words = Untrusted.line(alt);
    return new ImageOutcome.As(
        insert(
            tenant,
            header.get(),
            safeName(name),
            words.length() > LONGEST_ALT ? words.substring(0, LONGEST_ALT) : words,
            bare.get(),
            by));
  }

  private static String safeName(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String safe =
        Normalizer.normalize(last, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{N} ._()-]", "_")
            .strip();
    return safe.length() <= 120 ? safe : safe.substring(safe.length() - 120);
  }

  private CampaignImage insert(
      TenantId tenant, PictureHeader header, String name, String alt, byte[] content, UserId by) {
    return database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    INSERT INTO campaign_image (tenant_id, id, sha256, type, width, height, name,
                                                alt, content, added_at, added_by)
                    VALUES (:tenant, :id, :hash, :type, :width, :height, :name, :alt, :content, :now,
                            :by)
                    ON CONFLICT (sha256, tenant_id) DO UPDATE SET alt = excluded.alt
                    RETURNING %s
                    """
                        .formatted(COLUMNS))
                .param("tenant", tenant.value())
                .param("id", ids.next())
                .param("hash", Sha256.of(content))
                .param("type", type(header.kind()))
                .param("width", header.width())
                .param("height", header.height())
                .param("name", name)
                .param("alt", alt)
                .param("content", content)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", by.value())
                .query((row, number) -> image(tenant, row))
                .single());
  }

  /** No kind of evidence has this type, so it is not the kind's own. */
  private static String type(FileKind kind) {
    return kind == FileKind.GIF ? "image/gif" : kind.type();
  }

  /** All of a tenant, the newest first. */
  public List<CampaignImage> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT %s FROM campaign_image WHERE tenant_id = :tenant
                    ORDER BY added_at DESC, id DESC LIMIT 500
                    """
                        .formatted(COLUMNS))
                .param("tenant", tenant.value())
                .query((row, number) -> image(tenant, row))
                .list());
  }

  private CampaignImage image(TenantId tenant, ResultSet row) throws SQLException {
    String type = row.getString("type");
    String hash = HexFormat.of().formatHex(row.getBytes("sha256"), 0, HASH);
    String ending = type.equals("image/jpeg") ? "jpg" : type.substring(type.indexOf('/') + 1);
    return new CampaignImage(
        row.getObject("id", UUID.class),
        tenants.numberOf(tenant) + "/" + hash + "." + ending,
        type,
        row.getInt("width"),
        row.getInt("height"),
        row.getString("name"),
        row.getString("alt"),
        row.getInt("size"),
        row.getTimestamp("added_at").toInstant());
  }

  /** A picture with its content. */
  public record Served(String type, byte[] content) {}

  /**
   * The picture behind a public address.
   *
   * @param number of the tenant
   * @param hash first half of its SHA-256, in hexadecimal
   */
  public Optional<Served> find(int number, String hash) {
    return tenants
        .byNumber(number)
        .flatMap(
            tenant ->
                database.read(
                    tenant,
                    connection ->
                        sql.sql(
                                """
                                SELECT type, content FROM campaign_image
                                WHERE tenant_id = :tenant AND substring(sha256 FOR 16) = :hash
                                """)
                            .param("tenant", tenant.value())
                            .param("hash", HexFormat.of().parseHex(hash))
                            .query(
                                (row, index) ->
                                    new Served(row.getString("type"), row.getBytes("content")))
                            .optional()));
  }
}
