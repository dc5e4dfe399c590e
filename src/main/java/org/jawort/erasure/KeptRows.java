package org.jawort.erasure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.proof.KeptEvidence;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.AddressHashes;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose proof is kept, with the requests for consent as they were sent. */
@Component
class KeptRows {
  private final AddressHashes hashes;

  KeptRows(AddressHashes hashes) {
    this.hashes = hashes;
  }

  /** Keeps what belongs to the proof, before the rest is destroyed. */
  void keep(Connection connection, TenantId tenant, ErasurePreview preview, Instant now)
      throws SQLException {
    Map<ContactPointId, ContactPoint> points =
        preview.points().stream().collect(Collectors.toMap(ContactPoint::id, Function.identity()));
    for (ProofDuty duty : preview.duties()) {
      ContactPoint point = Objects.requireNonNull(points.get(duty.contactPoint()));
      insert(connection, tenant, preview.contact(), point, duty, now);
      copyMessages(connection, tenant, duty);
    }
  }

  private void insert(
      Connection connection,
      TenantId tenant,
      Contact contact,
      ContactPoint point,
      ProofDuty duty,
      Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO kept_proof (tenant_id, contact_point_id, purpose_id, contact_id, channel,
                                address, person, hash, reason, kept_at, until)
        VALUES (:tenant, :contactPoint, :purpose, :contact, :channel, :address, :person, :hash,
                :reason, :keptAt, :until)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", point.id().value())
        .uuid("purpose", duty.purpose().value())
        .uuid("contact", contact.id().value())
        .text("channel", point.channel().name())
        .text("address", point.address())
        .text("person", person(contact))
        .bytea("hash", hashes.of(tenant, point.channel(), point.addressKey()))
        .text("reason", duty.reason().name())
        .instant("keptAt", now)
        .instant("until", duty.until())
        .update();
  }

  private static String person(Contact contact) {
    String name = joined(" ", contact.firstName(), contact.lastName());
    return joined(", ", name.isEmpty() ? null : name, contact.company());
  }

  private static String joined(String between, @Nullable String first, @Nullable String second) {
    return Stream.of(Optional.ofNullable(first), Optional.ofNullable(second))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(between));
  }

  /** Only the requests for consent are proof; what else was written is destroyed. */
  private static void copyMessages(Connection connection, TenantId tenant, ProofDuty duty)
      throws SQLException {
    String sql =
        """
        INSERT INTO kept_message (tenant_id, message_id, contact_point_id, purpose_id, created_at,
                                  status, answer, answered_at, raw)
        SELECT m.tenant_id, m.id, m.contact_point_id, :purpose::uuid, m.created_at, m.status,
               m.answer, m.answered_at, c.raw
        FROM message m
        LEFT JOIN message_content c ON c.tenant_id = m.tenant_id AND c.message_id = m.id
        WHERE m.tenant_id = :tenant AND m.contact_point_id = :contactPoint
          AND (m.purpose_id = :purpose OR EXISTS (
            SELECT FROM message_also a
            WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id AND a.purpose_id = :purpose))
          AND m.message_class = 'OPT_IN'
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("contactPoint", duty.contactPoint().value())
        .uuid("purpose", duty.purpose().value())
        .update();
  }

  /** A consent whose proof is over its time. */
  record Due(UUID contact, KeptEvidence.Consent consent) {}

  /** Takes out those whose time is over; what another node holds is left to it. */
  List<Due> takeDue(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        DELETE FROM kept_proof k USING (
          SELECT contact_point_id, purpose_id FROM kept_proof
          WHERE tenant_id = :tenant AND until <= :now ORDER BY until LIMIT :most
            FOR UPDATE SKIP LOCKED) d
        WHERE k.tenant_id = :tenant AND k.contact_point_id = d.contact_point_id
          AND k.purpose_id = d.purpose_id
        RETURNING k.contact_id, k.contact_point_id, k.purpose_id
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .integer("most", most)
        .list(
            row ->
                new Due(
                    row.getObject(1, UUID.class),
                    new KeptEvidence.Consent(
                        new ContactPointId(row.getObject(2, UUID.class)),
                        new PurposeId(row.getObject(3, UUID.class)))));
  }

  static KeptProof proof(ResultSet row) throws SQLException {
    return new KeptProof(
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        row.getString("purpose"),
        new PurposeName(row.getString("name_de"), row.getString("name_en")),
        ProofDuty.Reason.valueOf(row.getString("reason")),
        Objects.requireNonNull(Rows.instant(row, "kept_at")),
        Objects.requireNonNull(Rows.instant(row, "until")));
  }
}
