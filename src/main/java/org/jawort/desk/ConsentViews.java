package org.jawort.desk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.permission.AskingLimits;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what the consent icon and its forms need. */
@Component
public class ConsentViews {
  private final Database database;
  private final JdbcClient jdbc;
  private final Contacts contacts;
  private final ConsentSettings settings;
  private final AskingLimits limits;

  ConsentViews(
      Database database,
      JdbcClient jdbc,
      Contacts contacts,
      ConsentSettings settings,
      AskingLimits limits) {
    this.database = database;
    this.jdbc = jdbc;
    this.contacts = contacts;
    this.settings = settings;
    this.limits = limits;
  }

  /** The consents of a contact point; empty where the tenant has none of that id. */
  public Optional<ConsentView> find(TenantId tenant, ContactPointId id) {
    return database.read(
        tenant,
        connection -> {
          ContactPoint point = contacts.points(tenant, List.of(id)).get(id);
          return point == null
              ? Optional.empty()
              : Optional.of(
                  new ConsentView(point, name(tenant, point), purposes(connection, tenant, point)));
        });
  }

  private String name(TenantId tenant, ContactPoint point) {
    ContactId contact = point.contact();
    return contacts
        .find(tenant, contact)
        .map(card -> card.contact())
        .map(c -> ContactRow.name(c.firstName(), c.lastName(), c.company()))
        .orElse("");
  }

  /** Where a purpose stands, before it is said what can be done. */
  private record Found(ConsentView.OfPurpose purpose, ConsentAction.Stands stands) {
    AskingLimits.Asking asking(TenantId tenant, ContactPoint point) {
      return new AskingLimits.Asking(tenant, point.id(), purpose.key());
    }
  }

  /** Nobody is offered what would be refused at this moment. */
  private List<ConsentView.OfPurpose> purposes(
      Connection connection, TenantId tenant, ContactPoint point) throws SQLException {
    List<Found> found = read(tenant, point);
    List<AskingLimits.Asking> asking =
        found.stream()
            .filter(one -> one.stands().askable() || one.stands().renewable())
            .map(one -> one.asking(tenant, point))
            .toList();
    Map<AskingLimits.Asking, String> against =
        asking.isEmpty() ? Map.of() : limits.against(connection, asking);
    boolean again = settings.declareAfterWithdrawal(tenant);
    return found.stream()
        .map(
            one -> {
              boolean closed = against.containsKey(one.asking(tenant, point));
              ConsentAction.Stands stands = closed ? one.stands().unasked() : one.stands();
              return one.purpose().offering(ConsentAction.of(stands, one.purpose().calls(), again));
            })
        .toList();
  }

  private List<Found> read(TenantId tenant, ContactPoint point) {
    String sql =
        """
        SELECT u.id, u.key, u.names ->> 'de' AS name_de, u.names ->> 'en' AS name_en, coalesce(c.status, 'UNKNOWN') AS status, c.event_id, c.since,
               CASE WHEN c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED') THEN c.calls
                    ELSE u.calls END AS calls,
               CASE WHEN c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'REFUSED', 'REVOKED')
                    THEN r.started_at END AS asked_at,
               e.type IS NOT DISTINCT FROM 'RENEWED' AS renewed,
               may_we_write('OPT_IN', p.channel, c.status, p.mail_block, p.suppressed, false, p.trial,
                 p.objected_at IS NOT NULL, u.archived_at IS NOT NULL, false) = 'OPT_IN' AS askable,
               may_we_write('OPT_IN', p.channel, c.status, p.mail_block, p.suppressed, false, p.trial,
                 p.objected_at IS NOT NULL, u.archived_at IS NOT NULL, true) = 'OPT_IN' AS renewable
        FROM purpose u
        JOIN contact_point p ON p.tenant_id = u.tenant_id AND p.id = :point
        LEFT JOIN consent c ON c.tenant_id = u.tenant_id AND c.purpose_id = u.id
          AND c.contact_point_id = :point
        LEFT JOIN consent_event e ON e.tenant_id = c.tenant_id AND e.id = c.event_id
        LEFT JOIN run r ON r.tenant_id = u.tenant_id AND r.contact_point_id = :point
          AND r.purpose_id = u.id AND r.status = 'WAITING'
        WHERE u.tenant_id = :tenant
          AND (c.status IS NOT NULL OR covers(:channel, u.email, u.sms, u.calls))
        ORDER BY u.id
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("point", point.id().value())
        .param("channel", point.channel().name())
        .query((row, number) -> found(row))
        .list();
  }

  private static Found found(ResultSet row) throws SQLException {
    ConsentStatus status = ConsentStatus.valueOf(row.getString("status"));
    Instant asked = Rows.instant(row, "asked_at");
    var stands =
        new ConsentAction.Stands(
            status,
            asked != null,
            row.getBoolean("renewed"),
            row.getBoolean("askable"),
            row.getBoolean("renewable"));
    var purpose =
        new ConsentView.OfPurpose(
            new PurposeId(row.getObject("id", UUID.class)),
            row.getString("key"),
            name(row),
            row.getBoolean("calls"),
            status,
            Rows.uuid(row, "event_id"),
            Rows.instant(row, "since"),
            asked,
            List.of());
    return new Found(purpose, stands);
  }

  private static PurposeName name(ResultSet row) throws SQLException {
    return new PurposeName(row.getString("name_de"), row.getString("name_en"));
  }

  /** The members of staff who may be chosen as those who heard it, by id, in order of name. */
  public Map<UUID, String> staff(TenantId tenant) {
    String sql =
        """
        SELECT id, name FROM staff_user WHERE tenant_id = :tenant AND disabled_at IS NULL
        ORDER BY name, id
        """;
    var staff = new LinkedHashMap<UUID, String>();
    database.read(
        tenant,
        connection -> {
          jdbc.sql(sql)
              .param("tenant", tenant.value())
              .query(
                  row -> {
                    staff.put(row.getObject("id", UUID.class), row.getString("name"));
                  });
          return staff;
        });
    return staff;
  }

  /** The purposes of the tenant, oldest first, as id, key and whether they are for calls. */
  public List<ConsentView.OfPurpose> purposes(TenantId tenant) {
    String sql =
        """
        SELECT id, key, names ->> 'de' AS name_de, names ->> 'en' AS name_en, calls FROM purpose WHERE tenant_id = :tenant ORDER BY id
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .query(
                    (row, number) ->
                        ConsentView.OfPurpose.untouched(
                            new PurposeId(row.getObject("id", UUID.class)),
                            row.getString("key"),
                            name(row),
                            row.getBoolean("calls")))
                .list());
  }
}
