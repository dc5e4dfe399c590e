package org.jawort.campaign;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.mail.Consented;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.Consents;
import org.jawort.consent.EventId;
import org.jawort.consent.Evidence;
import org.jawort.consent.Evidences;
import org.jawort.consent.TickedWords;
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
   * @param parts what would be withdrawn: several where the mail asked for several
   */
  public record Subject(
      TenantId tenant,
      MessageId message,
      ContactPointId contactPoint,
      MessageClass kind,
      CampaignVersion campaign,
      Language language,
      List<Part> parts) {
    /** Copies the parts. */
    public Subject {
      parts = List.copyOf(parts);
    }

    /** What would be withdrawn, word for word. */
    public List<String> wordings() {
      return parts.stream().flatMap(part -> part.wordings().stream()).distinct().toList();
    }

    /** The same about one of its purposes alone; about all where it has none of that id. */
    public Subject only(@Nullable String purpose) {
      List<Part> one =
          parts.stream().filter(part -> part.purpose().toString().equals(purpose)).toList();
      return one.isEmpty()
          ? this
          : new Subject(tenant, message, contactPoint, kind, campaign, language, one);
    }
  }

  /** One purpose of them, with its words. */
  public record Part(PurposeId purpose, List<String> wordings) {
    /** Copies the wordings. */
    public Part {
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
          subject.tenant(),
          subject.contactPoint(),
          subject.parts().stream().map(Part::purpose).toList(),
          said);
    }
    return switch (allAdvertising.object(
        subject.tenant(), subject.contactPoint(), Actor.RECIPIENT, said)) {
      case AllAdvertising.ObjectionOutcome.Recorded recorded -> Unsubscribed.REVOKED;
      case AllAdvertising.ObjectionOutcome.Already already -> Unsubscribed.ALREADY;
      case AllAdvertising.ObjectionOutcome.Unknown unknown -> Unsubscribed.GONE;
    };
  }

  /** A purpose of a message, as its row has it. */
  private record Row(
      ContactPointId contactPoint,
      MessageClass kind,
      CampaignVersion campaign,
      Language language,
      Instant at,
      PurposeId purpose,
      @Nullable EventId event) {
    static Row of(ResultSet row) throws SQLException {
      UUID event = Rows.uuid(row, "event_id");
      return new Row(
          new ContactPointId(row.getObject("contact_point_id", UUID.class)),
          MessageClass.valueOf(row.getString("message_class")),
          new CampaignVersion(
              row.getObject("campaign_id", UUID.class), row.getInt("campaign_version")),
          Language.ofCode(row.getString("language")),
          row.getTimestamp("created_at").toInstant(),
          new PurposeId(row.getObject("purpose_id", UUID.class)),
          event == null ? null : new EventId(event));
    }
  }

  private Optional<Subject> find(TenantId tenant, MessageId message) {
    String sql =
        """
        SELECT m.contact_point_id, m.message_class, m.campaign_id, m.campaign_version,
               c.language, m.created_at, k.purpose_id, k.event_id
        FROM message m
        CROSS JOIN LATERAL (
          SELECT m.purpose_id, m.event_id
          UNION ALL
          SELECT a.purpose_id, a.event_id FROM message_also a
          WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id) k
        JOIN campaign c ON c.tenant_id = m.tenant_id AND c.id = m.campaign_id
        WHERE m.tenant_id = :tenant AND m.id = :message
        ORDER BY k.event_id
        """;
    return database.read(
        tenant,
        connection -> {
          List<Row> rows =
              Rows.sql(connection, sql)
                  .uuid("tenant", tenant.value())
                  .uuid("message", message.value())
                  .list(Row::of);
          return rows.isEmpty()
              ? Optional.empty()
              : Optional.of(subject(connection, tenant, message, rows));
        });
  }

  private Subject subject(Connection connection, TenantId tenant, MessageId message, List<Row> rows)
      throws SQLException {
    Map<EventId, Evidence> evidences =
        Evidences.of(
            connection, tenant, rows.stream().map(Row::event).filter(Objects::nonNull).toList());
    TickedWords words = TickedWords.in(connection, List.of(tenant), evidences.values());
    var parts = new ArrayList<Part>(rows.size());
    for (Row row : rows) {
      Evidence evidence = row.event() == null ? null : evidences.get(row.event());
      parts.add(
          new Part(
              row.purpose(),
              consented.to(
                  connection, tenant, row.purpose(), row.language(), evidence, words, row.at())));
    }
    Row first = rows.getFirst();
    return new Subject(
        tenant,
        message,
        first.contactPoint(),
        first.kind(),
        first.campaign(),
        first.language(),
        parts);
  }
}
