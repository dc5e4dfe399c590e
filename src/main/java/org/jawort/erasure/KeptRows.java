package org.jawort.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
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
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, point.id().value());
      insert.setObject(3, duty.purpose().value());
      insert.setObject(4, contact.id().value());
      insert.setString(5, point.channel().name());
      insert.setString(6, point.address());
      insert.setString(7, person(contact));
      insert.setBytes(8, hashes.of(tenant, point.channel(), point.addressKey()));
      insert.setString(9, duty.reason().name());
      insert.setTimestamp(10, Timestamp.from(now));
      insert.setTimestamp(11, Timestamp.from(duty.until()));
      insert.executeUpdate();
    }
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
        SELECT m.tenant_id, m.id, m.contact_point_id, m.purpose_id, m.created_at, m.status,
               m.answer, m.answered_at, c.raw
        FROM message m
        LEFT JOIN message_content c ON c.tenant_id = m.tenant_id AND c.message_id = m.id
        WHERE m.tenant_id = ? AND m.contact_point_id = ? AND m.purpose_id = ?
          AND m.message_class = 'OPT_IN'
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, duty.contactPoint().value());
      insert.setObject(3, duty.purpose().value());
      insert.executeUpdate();
    }
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
          WHERE tenant_id = ? AND until <= ? ORDER BY until LIMIT ? FOR UPDATE SKIP LOCKED) d
        WHERE k.tenant_id = ? AND k.contact_point_id = d.contact_point_id
          AND k.purpose_id = d.purpose_id
        RETURNING k.contact_id, k.contact_point_id, k.purpose_id
        """;
    var due = new ArrayList<Due>();
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setTimestamp(2, Timestamp.from(now));
      delete.setInt(3, most);
      delete.setObject(4, tenant.value());
      ResultSet row = delete.executeQuery();
      while (row.next()) {
        due.add(
            new Due(
                row.getObject(1, UUID.class),
                new KeptEvidence.Consent(
                    new ContactPointId(row.getObject(2, UUID.class)),
                    new PurposeId(row.getObject(3, UUID.class)))));
      }
    }
    return due;
  }

  static KeptProof proof(ResultSet row) throws SQLException {
    return new KeptProof(
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        row.getString("purpose"),
        ProofDuty.Reason.valueOf(row.getString("reason")),
        Objects.requireNonNull(Rows.instant(row, "kept_at")),
        Objects.requireNonNull(Rows.instant(row, "until")));
  }
}
