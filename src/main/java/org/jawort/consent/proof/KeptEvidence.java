package org.jawort.consent.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.log.CanonicalRecord;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evidence that outlives its contact for a time (law 34, 35): kept with its salt, so that it can
 * still be checked against the transparency log, and shown where it is asked for by name alone.
 */
@Component
public class KeptEvidence {
  private final JsonMapper json;

  KeptEvidence(JsonMapper json) {
    this.json = json;
  }

  /** One consent of one contact point. */
  public record Consent(ContactPointId contactPoint, PurposeId purpose) {}

  /**
   * Restricts the evidence of these consents and destroys what else is personal in the ledger about
   * their contact points, inside the caller's transaction.
   */
  public void keep(Connection connection, TenantId tenant, List<Consent> consents)
      throws SQLException {
    String restrict =
        """
        UPDATE consent_evidence v SET restricted = true
        FROM consent_event e
        JOIN unnest(:point::uuid[], :purpose::uuid[]) k (contact_point_id, purpose_id)
          ON e.contact_point_id = k.contact_point_id AND e.purpose_id = k.purpose_id
        WHERE e.tenant_id = :tenant AND v.tenant_id = e.tenant_id AND v.event_id = e.id
        """;
    List<UUID> files = files(connection, tenant, consents);
    run(connection, tenant, restrict, consents);
    String destroy =
        """
        DELETE FROM consent_evidence v USING consent_event e
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:points)
          AND v.tenant_id = e.tenant_id AND v.event_id = e.id AND NOT v.restricted
        """;
    String status =
        "DELETE FROM consent WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)";
    String uses =
        "DELETE FROM consent_use WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)";
    for (String sql : List.of(destroy, status, uses)) {
      Rows.batch(connection, sql, consents)
          .uuid("tenant", tenant.value())
          .uuids("points", c -> c.contactPoint().value())
          .update();
    }
    ConsentErasure.eraseUnused(connection, tenant, files);
  }

  private static List<UUID> files(Connection connection, TenantId tenant, List<Consent> consents)
      throws SQLException {
    return ConsentErasure.files(
        connection, tenant, consents.stream().map(Consent::contactPoint).distinct().toList());
  }

  /** Destroys the evidence of these consents, whose time is over, with what backs nothing else. */
  public void erase(Connection connection, TenantId tenant, List<Consent> consents)
      throws SQLException {
    String sql =
        """
        DELETE FROM consent_evidence v USING consent_event e
        JOIN unnest(:point::uuid[], :purpose::uuid[]) k (contact_point_id, purpose_id)
          ON e.contact_point_id = k.contact_point_id AND e.purpose_id = k.purpose_id
        WHERE e.tenant_id = :tenant AND v.tenant_id = e.tenant_id AND v.event_id = e.id
          AND v.restricted
        """;
    List<UUID> files = files(connection, tenant, consents);
    run(connection, tenant, sql, consents);
    ConsentErasure.eraseUnused(connection, tenant, files);
  }

  private static void run(
      Connection connection, TenantId tenant, String sql, List<Consent> consents)
      throws SQLException {
    Rows.batch(connection, sql, consents)
        .uuids("point", c -> c.contactPoint().value())
        .uuids("purpose", c -> c.purpose().value())
        .uuid("tenant", tenant.value())
        .update();
  }

  /** The evidence that is kept of a contact point, by event. */
  public Map<EventId, Evidence> of(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    String sql =
        """
        SELECT v.event_id, v.content FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = :contactPoint AND v.restricted
          AND v.content <> '{}'
        """;
    var kept = new HashMap<EventId, Evidence>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", contactPoint.value())
        .each(
            row ->
                kept.put(
                    new EventId(row.getObject(1, UUID.class)),
                    json.readValue(row.getString(2), Evidence.class)));
    return kept;
  }

  /** What opens the commitments to the events of which something is kept. */
  public Map<EventId, Opening> openings(
      Connection connection, TenantId tenant, ContactPointId contactPoint) throws SQLException {
    String sql =
        """
        SELECT %s FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = :contactPoint AND v.restricted
        """
            .formatted(CanonicalRecord.COLUMNS);
    var kept = new HashMap<EventId, Opening>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", contactPoint.value())
        .each(
            row ->
                kept.put(
                    new EventId(row.getObject("id", UUID.class)),
                    new Opening(CanonicalRecord.of(row).json(), row.getBytes("salt"))));
    return kept;
  }

  /** A file that backs an event of which something is kept; empty where there is none such. */
  public Optional<EvidenceFiles.Content> file(
      Connection connection, TenantId tenant, ContactPointId contactPoint, UUID id)
      throws SQLException {
    return EvidenceFiles.open(connection, tenant, contactPoint, id, false);
  }
}
