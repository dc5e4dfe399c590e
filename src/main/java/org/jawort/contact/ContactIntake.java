package org.jawort.contact;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.MailboxKey;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds or creates contact and contact point for those who come in, many at a time (S0-01). */
@Component
public class ContactIntake {
  private final Ids ids;
  private final AddressHashes hashes;

  ContactIntake(Ids ids, AddressHashes hashes) {
    this.ids = ids;
    this.hashes = hashes;
  }

  private record Row(IncomingContact arrival, UUID contactPoint, UUID contact) {}

  private record Key(UUID tenant, String channel, String addressKey) {}

  /**
   * Takes all in, in one statement, inside the caller's transaction. What is known is kept as it
   * is: a stranger who types an address must not rename the person behind it.
   *
   * @return for each arrival in the same order where it landed
   */
  public List<IntakeOutcome> takeIn(Connection connection, List<IncomingContact> arrivals)
      throws SQLException {
    // Sorted, so that two nodes lock the same rows in the same order.
    List<Row> rows =
        arrivals.stream()
            .sorted(
                java.util.Comparator.comparing((IncomingContact a) -> a.tenant().value())
                    .thenComparing(IncomingContact::addressKey))
            .map(incomingContact -> new Row(incomingContact, ids.next(), ids.next()))
            .toList();
    Map<Key, IntakeOutcome> landed = upsert(connection, rows);
    var answers = new ArrayList<IntakeOutcome>(arrivals.size());
    for (IncomingContact incomingContact : arrivals) {
      var key =
          new Key(
              incomingContact.tenant().value(),
              incomingContact.channel().name(),
              incomingContact.addressKey());
      answers.add(java.util.Objects.requireNonNull(landed.get(key)));
    }
    return answers;
  }

  // The insert of the contact point decides who is new; only then is the contact inserted. Foreign
  // keys are checked at the end of the whole statement. The update of an existing row writes what
  // stands there: it locks the row, so that sign-ups of one address come one after the other. LIMIT
  // keeps the suppression list at one look-up by its key for each arrival, however long it is, and
  // the question for others of a new mailbox, which sees what was there before, at two.
  private static final String UPSERT =
      """
      WITH arriving AS (
        SELECT * FROM unnest(:tenant::uuid[], :point::uuid[], :contact::uuid[], :channel::text[],
                             :address::text[], :addressKey::text[], :mailbox::text[],
                             :firstName::text[], :lastName::text[], :language::text[],
                             :origin::text[], :block::text[], :at::timestamptz[], :hash::bytea[])
          AS a (tenant_id, point_id, contact_id, channel, address, address_key, mailbox,
                first_name, last_name, language, origin, block, at, hash)),
      landed AS (
        INSERT INTO contact_point AS p (tenant_id, id, contact_id, channel, address, address_key,
                                        mailbox, mail_block, mail_block_at, created_at, suppressed)
        SELECT tenant_id, point_id, contact_id, channel, address, address_key, mailbox, block,
               CASE WHEN block IS NULL THEN NULL ELSE at END, at, coalesce(s.suppressed, false)
        FROM arriving a
        LEFT JOIN LATERAL (
          SELECT true AS suppressed FROM suppression u
          WHERE u.tenant_id = a.tenant_id AND u.hash = a.hash LIMIT 1) s ON true
        ON CONFLICT (tenant_id, channel, address_key) DO UPDATE SET address_key = p.address_key
        RETURNING tenant_id, channel, address_key, mailbox, id, contact_id, mail_block,
                  xmax = 0 AS is_new, trial),
      contacts AS (
        INSERT INTO contact (tenant_id, id, first_name, last_name, language, origin,
                             created_at, updated_at)
        SELECT a.tenant_id, a.contact_id, a.first_name, a.last_name, a.language, a.origin, a.at, a.at
        FROM arriving a JOIN landed l ON l.tenant_id = a.tenant_id AND l.id = a.point_id
        WHERE l.is_new)
      SELECT l.tenant_id, l.channel, l.address_key, l.id, l.contact_id, l.mail_block, l.is_new,
             l.trial, l.is_new AND o.found IS NULL AND m.found IS NULL AS alone
      FROM landed l
      LEFT JOIN LATERAL (
        SELECT true AS found FROM contact_point p
        WHERE l.is_new AND p.tenant_id = l.tenant_id
          AND p.mailbox = coalesce(l.mailbox, l.address_key) LIMIT 1) o ON true
      LEFT JOIN LATERAL (
        SELECT true AS found FROM contact_point p
        WHERE l.is_new AND p.tenant_id = l.tenant_id AND p.channel = l.channel
          AND p.address_key = l.mailbox LIMIT 1) m ON true
      """;

  private Map<Key, IntakeOutcome> upsert(Connection connection, List<Row> rows)
      throws SQLException {
    var landed = new HashMap<Key, IntakeOutcome>();
    Rows.batch(connection, UPSERT, rows)
        .uuids("tenant", r -> r.arrival().tenant().value())
        .uuids("point", Row::contactPoint)
        .uuids("contact", Row::contact)
        .texts("channel", r -> r.arrival().channel().name())
        .texts("address", r -> r.arrival().address())
        .texts("addressKey", r -> r.arrival().addressKey())
        .texts("mailbox", r -> mailbox(r.arrival().channel(), r.arrival().addressKey()))
        .texts("firstName", r -> r.arrival().firstName())
        .texts("lastName", r -> r.arrival().lastName())
        .texts("language", r -> r.arrival().language().code())
        .texts("origin", r -> r.arrival().origin().name())
        .texts("block", r -> nameOf(r.arrival().block()))
        .instants("at", r -> r.arrival().at())
        .byteas("hash", r -> hash(r.arrival()))
        .each(row -> landed.put(key(row), outcome(row)));
    return landed;
  }

  /**
   * What is kept beside the key of the address: the mailbox that it leads to, where it is another.
   */
  static @Nullable String mailbox(Channel channel, String addressKey) {
    String mailbox = channel == Channel.EMAIL ? MailboxKey.of(addressKey) : addressKey;
    return mailbox.equals(addressKey) ? null : mailbox;
  }

  private byte[] hash(IncomingContact arrival) {
    return hashes.of(arrival.tenant(), arrival.channel(), arrival.addressKey());
  }

  private static @Nullable String nameOf(@Nullable MailBlock block) {
    return block == null ? null : block.name();
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(
        row.getObject("tenant_id", UUID.class),
        row.getString("channel"),
        row.getString("address_key"));
  }

  private static IntakeOutcome outcome(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    return new IntakeOutcome(
        new ContactPointId(row.getObject("id", UUID.class)),
        new ContactId(row.getObject("contact_id", UUID.class)),
        row.getBoolean("is_new"),
        row.getBoolean("alone"),
        block == null ? null : MailBlock.valueOf(block),
        row.getBoolean("trial"));
  }

  /**
   * Locks contact points against each other's changes until the transaction ends, each by one
   * look-up of its key, always in the same order.
   */
  public void lock(Connection connection, List<MailBlocks.Target> targets) throws SQLException {
    String sql =
        """
        SELECT FROM (SELECT * FROM unnest(:tenant::uuid[], :id::uuid[]) t (tenant_id, id)
                     ORDER BY tenant_id, id) t
        CROSS JOIN LATERAL (
          SELECT FROM contact_point p WHERE p.tenant_id = t.tenant_id AND p.id = t.id
          FOR NO KEY UPDATE) p
        """;
    Rows.batch(connection, sql, targets)
        .uuids("tenant", t -> t.tenant().value())
        .uuids("id", t -> t.contactPoint().value())
        .execute();
  }
}
