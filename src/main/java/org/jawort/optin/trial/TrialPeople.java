package org.jawort.optin.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.IncomingContact;
import org.jawort.contact.IntakeOutcome;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.optin.engine.PersonErasure;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The contacts of trials: made for them, marked, and destroyed with them. */
@Component
class TrialPeople {
  private final ContactIntake contactIntake;
  private final PersonErasure erasure;

  TrialPeople(ContactIntake contactIntake, PersonErasure erasure) {
    this.contactIntake = contactIntake;
    this.erasure = erasure;
  }

  /**
   * A contact point that is there already.
   *
   * @param refuses whether its owner said no to anything, so that nobody else may ask there
   */
  record Known(ContactPointId point, boolean trial, @Nullable MailBlock block, boolean refuses) {}

  Optional<Known> known(Connection connection, TenantId tenant, CheckedAddress address)
      throws SQLException {
    String sql =
        """
        SELECT p.id, p.trial, p.mail_block,
               p.objected_at IS NOT NULL OR EXISTS (
                 SELECT FROM consent c WHERE c.tenant_id = p.tenant_id
                   AND c.contact_point_id = p.id AND c.status IN ('REFUSED', 'REVOKED')) AS refuses
        FROM contact_point p
        WHERE p.tenant_id = :tenant AND p.channel = :channel AND p.address_key = :key
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .text("channel", address.channel().name())
        .text("key", address.key())
        .first(TrialPeople::known);
  }

  private static Known known(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    return new Known(
        new ContactPointId(row.getObject("id", UUID.class)),
        row.getBoolean("trial"),
        block == null ? null : MailBlock.valueOf(block),
        row.getBoolean("refuses"));
  }

  /** Makes one, with the block that a form would set; empty where the address is known by now. */
  Optional<ContactPointId> make(
      Connection connection,
      TenantId tenant,
      CheckedAddress address,
      Language language,
      Instant now)
      throws SQLException {
    var incomingContact =
        IncomingContact.by(tenant, address.channel(), address.typed(), address.key())
            .from(Origin.STAFF, language, now)
            .blocked(MailBlock.NEW);
    IntakeOutcome intakeOutcome =
        contactIntake.takeIn(connection, List.of(incomingContact)).getFirst();
    if (!intakeOutcome.isNew()) {
      return Optional.empty();
    }
    mark(connection, "contact", tenant, intakeOutcome.contact().value());
    mark(connection, "contact_point", tenant, intakeOutcome.contactPoint().value());
    return Optional.of(intakeOutcome.contactPoint());
  }

  private static void mark(Connection connection, String table, TenantId tenant, UUID id)
      throws SQLException {
    String sql = "UPDATE " + table + " SET trial = true WHERE tenant_id = :tenant AND id = :id";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id).update();
  }

  /**
   * Destroys the contact of a trial with all that is known of it. No proof is kept and nothing put
   * on the suppression list: nobody consented to anything.
   */
  void destroy(Connection connection, TenantId tenant, ContactPointId point) throws SQLException {
    String contact =
        """
        SELECT c.id FROM contact c
        JOIN contact_point p ON p.tenant_id = c.tenant_id AND p.contact_id = c.id
        WHERE c.tenant_id = :tenant AND p.id = :of AND c.trial AND p.trial FOR UPDATE OF c
        """;
    String points =
        """
        SELECT id FROM contact_point
        WHERE tenant_id = :tenant AND contact_id = :of ORDER BY id FOR UPDATE
        """;
    List<UUID> whole = ids(connection, contact, tenant, point.value());
    for (UUID one : whole) {
      erasure.erase(
          connection,
          tenant,
          List.of(new ContactId(one)),
          ids(connection, points, tenant, one).stream().map(ContactPointId::new).toList(),
          List.of());
    }
  }

  private static List<UUID> ids(Connection connection, String sql, TenantId tenant, UUID of)
      throws SQLException {
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("of", of)
        .list(row -> row.getObject(1, UUID.class));
  }
}
