package org.jawort.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.mail.Consented;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.Consents;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.Evidences;
import org.jawort.consent.Unsubscribed;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.LinkFetches;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.platform.Tokens.Kind;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door behind the unsubscribe link of a mailing (law 31 to 33). */
@Component
public class Unsubscriptions {
  private final Tokens tokens;
  private final Tenants tenants;
  private final Database database;
  private final Consented consented;
  private final Consents consents;
  private final AllAdvertising allAdvertising;
  private final LinkFetches fetches;

  Unsubscriptions(
      Tokens tokens,
      Tenants tenants,
      Database database,
      Consented consented,
      Consents consents,
      AllAdvertising allAdvertising,
      LinkFetches fetches) {
    this.tokens = tokens;
    this.tenants = tenants;
    this.database = database;
    this.consented = consented;
    this.consents = consents;
    this.allAdvertising = allAdvertising;
    this.fetches = fetches;
  }

  /**
   * What a genuine link is about.
   *
   * @param kind of the mail that holds it
   * @param language of the mailing
   * @param wordings what would be withdrawn, word for word
   */
  public record Subject(
      TenantId tenant,
      MessageId message,
      ContactPointId contactPoint,
      PurposeId purpose,
      MessageClass kind,
      CampaignVersion campaign,
      Language language,
      List<String> wordings) {
    /** Copies the wordings. */
    public Subject {
      wordings = List.copyOf(wordings);
    }
  }

  /**
   * Reads a token from outside; changes nothing.
   *
   * @return empty where it is cut off or forged, or the message's data were erased
   */
  public Optional<Subject> find(String token) {
    return tokens
        .read(Kind.UNSUBSCRIBE, token)
        .flatMap(
            content ->
                tenants
                    .byNumber(content.tenantNumber())
                    .flatMap(tenant -> find(tenant, new MessageId(content.id()))));
  }

  /** Notes that the link was fetched. */
  public void noteFetch(Subject subject, @Nullable String userAgent) {
    fetches.note(subject.tenant(), subject.message(), "UNSUBSCRIBE", userAgent);
  }

  /**
   * Takes the "no" at once, whatever was given. Said to a mail that rests on a sale and on no
   * consent, it is the objection of § 7(3) UWG, and so holds for every purpose.
   *
   * @param source LINK for the page's button, ONE_CLICK for RFC 8058
   */
  public Unsubscribed withdraw(Subject subject, String source, Evidence evidence) {
    var said = new Withdrawal(subject.campaign(), subject.message().value(), source, evidence);
    if (subject.kind() != MessageClass.EXISTING_CUSTOMER) {
      return consents.unsubscribe(
          subject.tenant(), subject.contactPoint(), subject.purpose(), said);
    }
    return switch (allAdvertising.object(
        subject.tenant(), subject.contactPoint(), Actor.RECIPIENT, said)) {
      case AllAdvertising.ObjectionOutcome.Recorded recorded -> Unsubscribed.REVOKED;
      case AllAdvertising.ObjectionOutcome.Already already -> Unsubscribed.ALREADY;
      case AllAdvertising.ObjectionOutcome.Unknown unknown -> Unsubscribed.GONE;
    };
  }

  private Optional<Subject> find(TenantId tenant, MessageId message) {
    String sql =
        """
        SELECT m.contact_point_id, m.purpose_id, m.message_class, m.campaign_id, m.campaign_version,
               m.event_id,
               c.language, m.created_at
        FROM message m
        JOIN campaign c ON c.tenant_id = m.tenant_id AND c.id = m.campaign_id
        WHERE m.tenant_id = :tenant AND m.id = :message
        """;
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .uuid("message", message.value())
                .first(row -> subject(connection, tenant, message, row)));
  }

  private Subject subject(Connection connection, TenantId tenant, MessageId message, ResultSet row)
      throws SQLException {
    var purpose = new PurposeId(row.getObject("purpose_id", UUID.class));
    Language language = Language.ofCode(row.getString("language"));
    return new Subject(
        tenant,
        message,
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        purpose,
        MessageClass.valueOf(row.getString("message_class")),
        new CampaignVersion(
            row.getObject("campaign_id", UUID.class), row.getInt("campaign_version")),
        language,
        consented.to(
            connection,
            tenant,
            purpose,
            language,
            evidence(connection, tenant, Rows.uuid(row, "event_id")),
            row.getTimestamp("created_at").toInstant()));
  }

  private static @Nullable Evidence evidence(
      Connection connection, TenantId tenant, @Nullable UUID event) throws SQLException {
    if (event == null) {
      return null;
    }
    var id = new EventId(event);
    return Evidences.of(connection, tenant, List.of(id)).get(id);
  }
}
