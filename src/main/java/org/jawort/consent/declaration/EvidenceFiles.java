package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.Declaration;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.platform.picture.FileKind;
import org.springframework.stereotype.Component;

/** The door for scans that back a declaration. */
@Component
public class EvidenceFiles {
  /** Bytes that a file may have. */
  public static final int MOST = 10 * 1024 * 1024;

  /**
   * How long a file waits for a form that is being mended; one whose form failed waits not at all.
   */
  public static final Duration WAITS = Duration.ofHours(1);

  private static final int LONGEST_NAME = 120;

  private final Database database;
  private final Ids ids;
  private final InstantSource clock;

  EvidenceFiles(Database database, Ids ids, InstantSource clock) {
    this.database = database;
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of an upload. */
  public sealed interface EvidenceFileOutcome {
    /** It is kept. */
    record As(Declaration.File file) implements EvidenceFileOutcome {}

    /** It has more bytes than may be. */
    record TooBig() implements EvidenceFileOutcome {}

    /** There is nothing in it. */
    record Empty() implements EvidenceFileOutcome {}

    /** It is something else than it says, or something that is not kept. */
    record IsReally(FileKind kind) implements EvidenceFileOutcome {}
  }

  /**
   * Keeps a file, so that a declaration can name it; one that nothing names is gone an hour later.
   *
   * @param name as the browser said
   * @param claimed media type as the browser said, or empty
   */
  public EvidenceFileOutcome keep(
      TenantId tenant, UUID by, String name, String claimed, byte[] content) {
    if (content.length == 0) {
      return new EvidenceFileOutcome.Empty();
    }
    if (content.length > MOST) {
      return new EvidenceFileOutcome.TooBig();
    }
    FileKind kind = FileKind.of(content);
    if (!kind.isKept() || !kind.fits(name, claimed)) {
      return new EvidenceFileOutcome.IsReally(kind);
    }
    return new EvidenceFileOutcome.As(kept(tenant, by, safeName(name), kind.type(), content));
  }

  /** Keeps what somebody drew before our eyes; a drawing that is uploaded is never kept. */
  public Declaration.File keep(TenantId tenant, UUID by, DrawnSignature signature) {
    return kept(tenant, by, DrawnSignature.NAME, DrawnSignature.TYPE, signature.svg());
  }

  private Declaration.File kept(
      TenantId tenant, UUID by, String name, String type, byte[] content) {
    var file = new Declaration.File(ids.next(), Sha256.hex(content), type, content.length, name);
    database.write(tenant, connection -> insert(connection, tenant, by, file, content));
    return file;
  }

  /** Without folders, control characters and what a system might misread. */
  static String safeName(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String safe =
        Normalizer.normalize(last, Normalizer.Form.NFC)
            .replaceAll("[^\\p{L}\\p{N} ._()-]", "_")
            .replaceAll("\\.{2,}", ".")
            .strip();
    return safe.length() <= LONGEST_NAME ? safe : safe.substring(safe.length() - LONGEST_NAME);
  }

  private int insert(
      Connection connection, TenantId tenant, UUID by, Declaration.File file, byte[] content)
      throws SQLException {
    String sql =
        """
        INSERT INTO evidence_file (tenant_id, id, sha256, type, name, size, content, uploaded_by,
                                   uploaded_at)
        VALUES (:tenant, :id, :sha256, :type, :name, :size, :content, :uploadedBy, :uploadedAt)
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", file.id())
        .bytea("sha256", HexFormat.of().parseHex(file.sha256()))
        .text("type", file.type())
        .text("name", file.name())
        .integer("size", file.size())
        .bytea("content", content)
        .uuid("uploadedBy", by)
        .instant("uploadedAt", clock.instant())
        .update();
  }

  /** Deletes what was uploaded for forms that nobody sent again, and returns how many files. */
  public int deleteForgotten(TenantId tenant) {
    Instant since = clock.instant().minus(WAITS);
    String sql =
        "DELETE FROM evidence_file f WHERE f.tenant_id = :tenant AND f.uploaded_at <= :since"
            + UNUSED;
    return database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .instant("since", since)
                .update());
  }

  /** Deletes a file whose declaration failed, at once; one that something names stays. */
  public void discard(TenantId tenant, UUID unused) {
    String sql = "DELETE FROM evidence_file f WHERE f.tenant_id = :tenant AND f.id = :id" + UNUSED;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", unused).update());
  }

  /** No evidence names it, and no mass change that is still open is going to. */
  public static final String UNUSED =
      """

       AND NOT EXISTS (
        SELECT FROM consent_evidence v WHERE v.tenant_id = f.tenant_id AND v.file_id = f.id)
      AND NOT EXISTS (
        SELECT FROM job j
        WHERE j.tenant_id = f.tenant_id AND j.kind = 'MASS_CHANGE'
          AND j.parameters -> 'declaration' -> 'file' ->> 'id' = f.id::text)
      """;

  /** A file of the tenant, without its content; empty where it has none of that id. */
  public Optional<Declaration.File> find(TenantId tenant, UUID id) {
    return database.read(tenant, connection -> find(connection, tenant, id));
  }

  Optional<Declaration.File> find(Connection connection, TenantId tenant, UUID id)
      throws SQLException {
    String sql =
        """
        SELECT id, encode(sha256, 'hex') AS sha256, type, size, name FROM evidence_file
        WHERE tenant_id = :tenant AND id = :id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .first(EvidenceFiles::file);
  }

  private static Declaration.File file(ResultSet row) throws SQLException {
    return new Declaration.File(
        row.getObject("id", UUID.class),
        row.getString("sha256"),
        row.getString("type"),
        row.getInt("size"),
        row.getString("name"));
  }

  /** A file with its content. */
  public record Content(Declaration.File file, byte[] bytes) {}

  /**
   * A file that backs an event of this contact point; empty where there is none such, or it is kept
   * for legal defence alone ({@link KeptEvidence#file}).
   */
  public Optional<Content> open(TenantId tenant, ContactPointId contactPoint, UUID id) {
    return database.read(tenant, connection -> open(connection, tenant, contactPoint, id, true));
  }

  /**
   * Opens a file inside the running transaction.
   *
   * @param shown whether it backs what everybody may see; else only what is kept for legal defence
   */
  public static Optional<Content> open(
      Connection connection, TenantId tenant, ContactPointId contactPoint, UUID id, boolean shown)
      throws SQLException {
    String sql =
        """
        SELECT f.id, encode(f.sha256, 'hex') AS sha256, f.type, f.size, f.name, f.content
        FROM evidence_file f
        WHERE f.tenant_id = :tenant AND f.id = :id AND EXISTS (
          SELECT FROM consent_event e
          JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
          WHERE e.tenant_id = f.tenant_id AND e.contact_point_id = :contactPoint
            AND v.file_id = f.id
            AND v.restricted <> :shown)
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .uuid("contactPoint", contactPoint.value())
        .bool("shown", shown)
        .first(row -> new Content(file(row), row.getBytes("content")));
  }
}
