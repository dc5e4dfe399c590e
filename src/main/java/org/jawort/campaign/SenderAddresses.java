package org.jawort.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.mail.MailAddress;
import org.jawort.campaign.mail.StaffLetters;
import org.jawort.delivery.StaffMails;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the addresses that may stand in From: the profile's, and those whose reader agreed
 * behind a mailed link (law 27: the sender is never disguised).
 */
@Component
public class SenderAddresses {
  /** How long the link works. */
  private static final Duration VALID = Duration.ofDays(3);

  private final Database database;
  private final JdbcClient sql;
  private final Tenants tenants;
  private final Tokens tokens;
  private final Ids ids;
  private final Settings settings;
  private final StaffMails mails;
  private final StaffLetters letters;
  private final InstantSource clock;

  SenderAddresses(
      Database database,
      JdbcClient sql,
      Tenants tenants,
      Tokens tokens,
      Ids ids,
      Settings settings,
      StaffMails mails,
      MessageSource texts,
      InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.tenants = tenants;
    this.tokens = tokens;
    this.ids = ids;
    this.settings = settings;
    this.mails = mails;
    this.letters = new StaffLetters(texts, ids, clock);
    this.clock = clock;
  }

  /**
   * An address beside the profile's.
   *
   * @param verifiedAt since when it may be used, or null
   */
  public record SenderAddress(
      UUID id, String address, Instant requestedAt, @Nullable Instant verifiedAt) {
    /** Tells whether it may be used. */
    public boolean verified() {
      return verifiedAt != null;
    }
  }

  /** All of a tenant, by address. */
  public List<SenderAddress> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            sql.sql(
                    """
                    SELECT * FROM sender_address WHERE tenant_id = :tenant ORDER BY address_key
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> address(row))
                .list());
  }

  private static SenderAddress address(ResultSet row) throws SQLException {
    return new SenderAddress(
        row.getObject("id", UUID.class),
        row.getString("address"),
        row.getTimestamp("requested_at").toInstant(),
        Rows.instant(row, "verified_at"));
  }

  /** Tells whether mails may come from the address; an empty one is the profile's. */
  boolean mayBeUsed(Tenant tenant, String address) {
    return address.isEmpty()
        || key(address).equals(key(tenant.senderAddress()))
        || all(tenant.id()).stream()
            .anyMatch(one -> one.verified() && key(one.address()).equals(key(address)));
  }

  /**
   * Asks the reader of an address by mail; again where it was asked before and not answered.
   *
   * @return false where it cannot be written to, or may be used already
   */
  public boolean ask(TenantId tenant, String address, User by) {
    Tenant sender = tenants.find(tenant);
    Optional<MailAddress> to = MailAddress.of(address);
    if (to.isEmpty() || mayBeUsed(sender, address)) {
      return false;
    }
    return database.write(
        tenant,
        connection -> {
          UUID id = upsert(tenant, address, by);
          Instant end = clock.instant().plus(VALID);
          var content =
              new Tokens.Content(Tokens.Kind.SENDER, sender.number(), id, Optional.of(end));
          String link = settings.publicUrl() + "/sender/" + tokens.write(content);
          mails.queue(
              tenant,
              StaffMails.Kind.SENDER,
              letters.write(
                  sender,
                  to.get(),
                  "campaign.sender.mail",
                  by.language(),
                  sender.name(),
                  by.name(),
                  address,
                  link));
          return true;
        });
  }

  private UUID upsert(TenantId tenant, String address, User by) {
    return sql.sql(
            """
            INSERT INTO sender_address (tenant_id, id, address, address_key, requested_at,
                                        requested_by)
            VALUES (:tenant, :id, :address, :key, :now, :by)
            ON CONFLICT (address_key, tenant_id) DO UPDATE
            SET requested_at = excluded.requested_at, requested_by = excluded.requested_by
            RETURNING id
            """)
        .param("tenant", tenant.value())
        .param("id", ids.next())
        .param("address", address)
        .param("key", key(address))
        .param("now", Timestamp.from(clock.instant()))
        .param("by", by.id().value())
        .query(UUID.class)
        .single();
  }

  private static String key(String address) {
    return address.strip().toLowerCase(Locale.ROOT);
  }

  /** What a genuine link asks. */
  public record Question(TenantId tenant, SenderAddress address) {}

  /** Reads a token from outside; empty where it is forged, over, or the address was removed. */
  public Optional<Question> find(String token) {
    return tokens
        .read(Tokens.Kind.SENDER, token)
        .filter(content -> !content.expiredAt(clock.instant()))
        .flatMap(
            content ->
                tenants
                    .byNumber(content.tenantNumber())
                    .flatMap(
                        tenant ->
                            all(tenant).stream()
                                .filter(one -> one.id().equals(content.id()))
                                .findFirst()
                                .map(one -> new Question(tenant, one))));
  }

  /** The reader agrees. */
  public void verify(TenantId tenant, UUID id) {
    database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    UPDATE sender_address SET verified_at = coalesce(verified_at, :now)
                    WHERE tenant_id = :tenant AND id = :id
                    """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("id", id)
                .update());
  }

  /**
   * Removes an address.
   *
   * @return false where a campaign names it, or there is none of that id
   */
  public boolean remove(TenantId tenant, UUID id) {
    return database.write(
        tenant,
        connection ->
            sql.sql(
                        """
                        DELETE FROM sender_address s
                        WHERE s.tenant_id = :tenant AND s.id = :id
                          AND NOT EXISTS (
                            SELECT FROM campaign_draft d
                            WHERE d.tenant_id = s.tenant_id
                              AND lower(d.sender_address) = s.address_key)
                          AND NOT EXISTS (
                            SELECT FROM campaign c
                            JOIN campaign_version v ON v.tenant_id = c.tenant_id
                              AND v.campaign_id = c.id AND v.version = c.version
                            WHERE c.tenant_id = s.tenant_id AND c.status <> 'ARCHIVED'
                              AND lower(v.sender_address) = s.address_key)
                        """)
                    .param("tenant", tenant.value())
                    .param("id", id)
                    .update()
                > 0);
  }
}
