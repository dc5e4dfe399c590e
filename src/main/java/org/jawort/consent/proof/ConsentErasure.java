package org.jawort.consent.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Destroys the personal part of the ledger for people who are erased (law 52). */
@Component
public class ConsentErasure {
  /**
   * Deletes status rows, uses, evidence, salts, and files that back nobody else's consent; the
   * events stay and say nothing of a person.
   */
  public void erase(Connection connection, TenantId tenant, List<ContactPointId> contactPoints)
      throws SQLException {
    List<UUID> files = files(connection, tenant, contactPoints);
    String evidence =
        """
        DELETE FROM consent_evidence v USING consent_event e
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:points)
          AND v.tenant_id = e.tenant_id AND v.event_id = e.id
        """;
    String status =
        "DELETE FROM consent WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)";
    String uses =
        "DELETE FROM consent_use WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)";
    for (String sql : List.of(evidence, status, uses)) {
      Rows.batch(connection, sql, contactPoints)
          .uuid("tenant", tenant.value())
          .uuids("points", ContactPointId::value)
          .update();
    }
    eraseUnused(connection, tenant, files);
  }

  /** The files that back events of these contact points. */
  static List<UUID> files(
      Connection connection, TenantId tenant, List<ContactPointId> contactPoints)
      throws SQLException {
    String sql =
        """
        SELECT DISTINCT v.file_id FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:contactPoints)
          AND v.file_id IS NOT NULL
        """;
    return Rows.batch(connection, sql, contactPoints)
        .uuid("tenant", tenant.value())
        .uuids("contactPoints", ContactPointId::value)
        .list(row -> row.getObject(1, UUID.class));
  }

  /** Deletes those of the files that back nothing any more. */
  static void eraseUnused(Connection connection, TenantId tenant, List<UUID> files)
      throws SQLException {
    if (files.isEmpty()) {
      return;
    }
    String sql =
        "DELETE FROM evidence_file f WHERE f.tenant_id = :tenant AND f.id = ANY (:files)"
            + EvidenceFiles.UNUSED;
    Rows.batch(connection, sql, files)
        .uuid("tenant", tenant.value())
        .uuids("files", id -> id)
        .update();
  }
}
