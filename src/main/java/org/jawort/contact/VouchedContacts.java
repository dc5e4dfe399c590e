package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.springframework.stereotype.Component;

/**
 * Takes over what a person says of themselves by confirming. What a form alone brought gives way to
 * it; what is known from elsewhere stays, as whoever typed it may have been somebody else.
 */
@Component
public class VouchedContacts {
  private final Ids ids;
  private final AddressHashes hashes;

  VouchedContacts(Ids ids, AddressHashes hashes) {
    this.ids = ids;
    this.hashes = hashes;
  }

  /** Writes all, inside the caller's transaction, which holds the locks of the contact points. */
  public void fill(Connection connection, List<VouchedData> vouched, Instant at)
      throws SQLException {
    if (!vouched.isEmpty()) {
      names(connection, vouched, at);
    }
    List<VouchedData> mobiles = vouched.stream().filter(one -> one.mobile() != null).toList();
    if (!mobiles.isEmpty()) {
      mobiles(connection, mobiles, at);
    }
  }

  // A contact that a form made, and that nobody has changed since, has what a stranger may have
  // typed at its first sign-up.
  private static void names(Connection connection, List<VouchedData> vouched, Instant at)
      throws SQLException {
    String sql =
        """
        WITH said AS (
          SELECT DISTINCT ON (c.tenant_id, c.id) c.tenant_id, c.id,
                 CASE WHEN k.fresh THEN coalesce(v.first_name, c.first_name)
                      ELSE coalesce(c.first_name, v.first_name) END AS first_name,
                 CASE WHEN k.fresh THEN coalesce(v.last_name, c.last_name)
                      ELSE coalesce(c.last_name, v.last_name) END AS last_name,
                 coalesce(c.company, v.company) AS company
          FROM unnest(:tenant::uuid[], :point::uuid[], :firstName::text[], :lastName::text[],
                      :company::text[])
            WITH ORDINALITY AS v (tenant_id, point_id, first_name, last_name, company, place)
          JOIN contact_point p ON p.tenant_id = v.tenant_id AND p.id = v.point_id
          JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
          CROSS JOIN LATERAL (
            SELECT c.origin = 'FORM' AND c.updated_at = c.created_at AS fresh) k
          ORDER BY c.tenant_id, c.id, v.place)
        UPDATE contact c
        SET first_name = s.first_name, last_name = s.last_name, company = s.company,
            updated_at = :at
        FROM said s
        WHERE c.tenant_id = s.tenant_id AND c.id = s.id
          AND (c.first_name, c.last_name, c.company)
            IS DISTINCT FROM (s.first_name, s.last_name, s.company)
        """;
    Rows.batch(connection, sql, vouched)
        .instant("at", at)
        .uuids("tenant", one -> one.tenant().value())
        .uuids("point", one -> one.contactPoint().value())
        .texts("firstName", VouchedData::firstName)
        .texts("lastName", VouchedData::lastName)
        .texts("company", VouchedData::company)
        .update();
  }

  /**
   * A number that nobody has becomes a contact point of its own, under the block of what a form
   * hands over (S0-02): the click proves the mailbox, and nothing of the number.
   */
  private void mobiles(Connection connection, List<VouchedData> vouched, Instant at)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   mail_block, mail_block_at, created_at, suppressed)
        SELECT v.tenant_id, v.id, p.contact_id, 'SMS', v.mobile, v.mobile, 'NEW', :at::timestamptz,
               :at::timestamptz, s.found IS NOT NULL
        FROM unnest(:tenant::uuid[], :id::uuid[], :point::uuid[], :mobile::text[], :hash::bytea[])
          AS v (tenant_id, id, point_id, mobile, hash)
        JOIN contact_point p ON p.tenant_id = v.tenant_id AND p.id = v.point_id
        LEFT JOIN LATERAL (
          SELECT true AS found FROM suppression u
          WHERE u.tenant_id = v.tenant_id AND u.hash = v.hash LIMIT 1) s ON true
        ORDER BY v.tenant_id, v.mobile
        ON CONFLICT (tenant_id, channel, address_key) DO NOTHING
        """;
    Rows.batch(connection, sql, vouched)
        .instant("at", at)
        .uuids("tenant", one -> one.tenant().value())
        .uuids("id", one -> ids.next())
        .uuids("point", one -> one.contactPoint().value())
        .texts("mobile", VouchedData::mobile)
        .byteas("hash", one -> hashes.of(one.tenant(), Channel.SMS, String.valueOf(one.mobile())))
        .update();
  }
}
