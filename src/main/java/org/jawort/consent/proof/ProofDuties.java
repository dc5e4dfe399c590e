package org.jawort.consent.proof;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/** Tells which proof is still to be kept when somebody is erased, and until when (law 34, 35). */
public final class ProofDuties {
  private ProofDuties() {}

  /**
   * One event, as far as it matters here.
   *
   * @param saidAt when the consent was given, where it was written down later; or null
   * @param calls whether it is about a purpose that covered calls then, whatever it covers now
   */
  record Fact(
      EventType type, ConsentStatus status, Instant at, @Nullable Instant saidAt, boolean calls) {}

  private record Consent(ContactPointId contactPoint, PurposeId purpose, String key) {}

  /**
   * For each consent of the contact points whose proof is not to be erased yet, what keeps it.
   *
   * @param zone in which years end
   * @param years for how many a withdrawn consent is kept, as the tenant chose
   * @param now the moment of the erasure, which ends every consent that still stands
   */
  public static List<ProofDuty> of(
      Connection connection,
      TenantId tenant,
      List<ContactPointId> contactPoints,
      ZoneId zone,
      int years,
      Instant now)
      throws SQLException {
    var duties = new ArrayList<ProofDuty>();
    facts(connection, tenant, contactPoints)
        .forEach(
            (consent, facts) ->
                duty(facts, zone, years, now)
                    .ifPresent(
                        keep ->
                            duties.add(
                                new ProofDuty(
                                    consent.contactPoint(),
                                    consent.purpose(),
                                    consent.key(),
                                    keep.reason(),
                                    keep.until()))));
    return duties;
  }

  private static LinkedHashMap<Consent, List<Fact>> facts(
      Connection connection, TenantId tenant, List<ContactPointId> contactPoints)
      throws SQLException {
    String sql =
        """
        SELECT e.contact_point_id, e.purpose_id, u.key, n.calls, e.type, e.status, e.at,
               (v.content -> 'declaration' ->> 'at')::timestamptz AS said_at
        FROM consent_event e
        JOIN purpose u ON u.tenant_id = e.tenant_id AND u.id = e.purpose_id
        LEFT JOIN purpose_version n ON n.tenant_id = e.tenant_id AND n.purpose_id = e.purpose_id
          AND n.version = e.purpose_version
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.contact_point_id = ANY (:contactPoints)
        ORDER BY e.contact_point_id, e.purpose_id, e.id
        """;
    var facts = new LinkedHashMap<Consent, List<Fact>>();
    Rows.batch(connection, sql, contactPoints)
        .uuid("tenant", tenant.value())
        .uuids("contactPoints", ContactPointId::value)
        .each(
            row -> {
              var consent =
                  new Consent(
                      new ContactPointId(row.getObject("contact_point_id", UUID.class)),
                      new PurposeId(row.getObject("purpose_id", UUID.class)),
                      row.getString("key"));
              facts.computeIfAbsent(consent, first -> new ArrayList<>()).add(fact(row));
            });
    return facts;
  }

  private static Fact fact(ResultSet row) throws SQLException {
    return new Fact(
        EventType.valueOf(row.getString("type")),
        ConsentStatus.valueOf(row.getString("status")),
        Objects.requireNonNull(Rows.instant(row, "at")),
        Rows.instant(row, "said_at"),
        row.getBoolean("calls"));
  }

  /** How long the proof of one consent is kept, and why. */
  record Keep(ProofDuty.Reason reason, Instant until) {}

  /**
   * The rule.
   *
   * @param facts every event of one contact point and purpose, the oldest first
   */
  static Optional<Keep> duty(List<Fact> facts, ZoneId zone, int years, Instant now) {
    Instant withdrawn = withdrawn(facts, now);
    if (withdrawn == null) {
      return Optional.empty();
    }
    Instant defence =
        LocalDate.of(withdrawn.atZone(zone).getYear() + years + 1, 1, 1)
            .atStartOfDay(zone)
            .toInstant();
    Instant law = callsUntil(facts, zone);
    Instant until = law.isAfter(defence) ? law : defence;
    if (!until.isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(
        new Keep(law.isAfter(now) ? ProofDuty.Reason.CALLS : ProofDuty.Reason.WITHDRAWAL, until));
  }

  /** When the consent ended for the last time; now, where it stands; null where it never stood. */
  private static @Nullable Instant withdrawn(List<Fact> facts, Instant now) {
    Instant ended = null;
    boolean stood = false;
    for (Fact fact : facts) {
      boolean stands = fact.status().mayAdvertise();
      if (stood && !stands) {
        ended = fact.at();
      }
      stood = stands;
    }
    return stood ? now : ended;
  }

  private static Instant callsUntil(List<Fact> facts, ZoneId zone) {
    return CallProof.keepUntil(
            facts.stream()
                .filter(fact -> fact.calls() && CallProof.counts(fact.type()))
                .map(fact -> fact.saidAt() == null ? fact.at() : fact.saidAt()),
            zone)
        .orElse(Instant.MIN);
  }
}
