package org.jawort.optin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlocks;
import org.jawort.delivery.MessageId;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The question behind a button that was pressed.
 *
 * @param run the one that this link answers for, and no other; null where there is none
 * @param renewal whether it asks to renew what was given
 * @param archived whether nobody is asked for the purpose any more
 * @param asked the moment of the event that it is about, or null
 */
record AskedConsent(
    PressedLink pressed,
    ContactPointId contactPoint,
    PurposeId purpose,
    CampaignVersion campaign,
    @Nullable RunId run,
    boolean suppressed,
    boolean renewal,
    boolean archived,
    @Nullable Instant asked) {
  /**
   * By message, those that it asked for together in the order in which they were ticked; links to
   * what was erased are missing.
   */
  static Map<MessageId, List<AskedConsent>> by(Connection connection, List<PressedLink> pressed)
      throws SQLException {
    String sql =
        """
        SELECT p.place, m.contact_point_id, q.purpose_id, m.campaign_id, m.campaign_version,
               q.run_id, c.suppressed, e.at AS asked, u.archived_at IS NOT NULL AS archived,
               coalesce(e.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS renewal
        FROM unnest(:tenant::uuid[], :id::uuid[]) WITH ORDINALITY
          AS p (tenant_id, id, place) JOIN message m USING (tenant_id, id)
        CROSS JOIN LATERAL (
          SELECT m.purpose_id, m.event_id, m.run_id
          UNION ALL
          SELECT a.purpose_id, a.event_id, a.run_id FROM message_also a
          WHERE a.tenant_id = m.tenant_id AND a.message_id = m.id) q
        JOIN purpose u ON u.tenant_id = m.tenant_id AND u.id = q.purpose_id
        JOIN contact_point c ON c.tenant_id = m.tenant_id AND c.id = m.contact_point_id
        LEFT JOIN consent_event e ON e.tenant_id = m.tenant_id AND e.id = q.event_id
        WHERE m.message_class = 'OPT_IN'
        ORDER BY p.place, q.event_id
        """;
    var asked = new LinkedHashMap<MessageId, List<AskedConsent>>();
    Rows.batch(connection, sql, pressed)
        .uuids("tenant", p -> p.tenant().value())
        .uuids("id", p -> p.message().value())
        .each(
            row -> {
              AskedConsent one = of(pressed.get(row.getInt("place") - 1), row);
              asked.computeIfAbsent(one.pressed().message(), none -> new ArrayList<>()).add(one);
            });
    return asked;
  }

  private static AskedConsent of(PressedLink pressed, ResultSet row) throws SQLException {
    UUID run = Rows.uuid(row, "run_id");
    return new AskedConsent(
        pressed,
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        new CampaignVersion(
            row.getObject("campaign_id", UUID.class), row.getInt("campaign_version")),
        run == null ? null : new RunId(run),
        row.getBoolean("suppressed"),
        row.getBoolean("renewal"),
        row.getBoolean("archived"),
        Rows.instant(row, "asked"));
  }

  /** The same as a target of a lock. */
  MailBlocks.Target target(Instant now) {
    return new MailBlocks.Target(pressed.tenant(), contactPoint, now);
  }

  /** The consent that it asks for. */
  Runs.Of of() {
    return new Runs.Of(pressed.tenant(), contactPoint, purpose);
  }
}
