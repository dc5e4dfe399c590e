package org.jawort.form;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.FormVersion;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.VouchedContacts;
import org.jawort.contact.VouchedData;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.group.VouchedValue;
import org.jawort.optin.SignUpsConfirmed;
import org.jawort.optin.SignedUp;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Hands what was written on a form over to the contact, once the person confirmed the sign-up that
 * it came with: until then it is whatever a stranger typed.
 */
@Component
class ConfirmedAnswers {
  private final Database database;
  private final FormVersionCache versions;
  private final VouchedContacts contacts;
  private final CustomFields fields;
  private final FormActions actions;

  ConfirmedAnswers(
      Database database,
      FormVersionCache versions,
      VouchedContacts contacts,
      CustomFields fields,
      FormActions actions) {
    this.database = database;
    this.versions = versions;
    this.contacts = contacts;
    this.fields = fields;
    this.actions = actions;
  }

  /** Something of a submission that was confirmed. */
  private record Written(ActedSubmission acted, FormDefinition form, Map<String, String> answers) {
    @Nullable String of(FieldType type) {
      return form.fields().stream()
          .filter(field -> field.type() == type)
          .flatMap(field -> Stream.ofNullable(answers.get(field.name())))
          .findFirst()
          .orElse(null);
    }

    VouchedData data() {
      return new VouchedData(
          acted.tenant(),
          acted.point(),
          of(FieldType.FIRST_NAME),
          of(FieldType.LAST_NAME),
          of(FieldType.COMPANY),
          of(FieldType.MOBILE));
    }

    List<VouchedValue> values() {
      var values = new ArrayList<VouchedValue>();
      for (FormField field : form.fields()) {
        String answer = answers.get(field.name());
        if (field.contactField() != null && answer != null) {
          values.add(new VouchedValue(acted.tenant(), acted.point(), field.contactField(), answer));
        }
      }
      return values;
    }

    boolean saysSomething() {
      return form.fields().stream()
          .filter(field -> field.type() != FieldType.EMAIL)
          .filter(field -> field.type().ofContact() || field.contactField() != null)
          .anyMatch(field -> answers.containsKey(field.name()));
    }
  }

  @EventListener
  void on(SignUpsConfirmed event) {
    handOver(event.confirmed(), event.at(), false);
  }

  /**
   * What somebody wrote before the eyes of staff, on a device of theirs, stands with a new contact
   * at once (S4-04). A contact that is known waits for the click: whose address was typed there is
   * not proven yet.
   */
  @EventListener
  @Order
  void on(SignedUp signedUp) {
    List<SignedUp.Arrival> witnessed =
        signedUp.arrivals().stream()
            .filter(arrival -> arrival.signUp().passage().receipt() != null)
            .toList();
    if (!witnessed.isEmpty()) {
      handOver(
          witnessed.stream()
              .map(
                  arrival ->
                      new SignUpsConfirmed.Confirmed(
                          arrival.signUp().tenant(), arrival.contactPoint(), arrival.at()))
              .toList(),
          witnessed.getFirst().at(),
          true);
    }
  }

  private void handOver(
      List<SignUpsConfirmed.Confirmed> confirmed, Instant at, boolean newOnesAlone) {
    if (confirmed.isEmpty()) {
      return;
    }
    List<TenantId> tenants =
        confirmed.stream().map(SignUpsConfirmed.Confirmed::tenant).distinct().toList();
    database.write(
        tenants,
        connection -> {
          List<Written> all = written(connection, confirmed, newOnesAlone);
          List<Written> written = all.stream().filter(Written::saysSomething).toList();
          contacts.fill(connection, written.stream().map(Written::data).toList(), at);
          List<VouchedValue> values =
              written.stream().flatMap(one -> one.values().stream()).toList();
          if (!values.isEmpty()) {
            fields.fill(connection, values, at);
          }
          if (!newOnesAlone) {
            actions.confirmed(connection, all.stream().map(Written::acted).toList(), at);
          }
          return written;
        });
  }

  /** What came with a sign-up was written in its transaction, at its moment. */
  private List<Written> written(
      Connection connection, List<SignUpsConfirmed.Confirmed> confirmed, boolean newOnesAlone)
      throws SQLException {
    String sql =
        """
        SELECT s.tenant_id, s.id, s.contact_point_id, s.form_id, s.form_version, s.answers
        FROM unnest(:tenant::uuid[], :point::uuid[], :asked::timestamptz[])
          AS c (tenant_id, point_id, asked)
        JOIN form_submission s ON s.tenant_id = c.tenant_id AND s.contact_point_id = c.point_id
          AND s.at = c.asked
        WHERE NOT :newOnesAlone OR EXISTS (
          SELECT FROM contact_point p
          JOIN contact k ON k.tenant_id = p.tenant_id AND k.id = p.contact_id
          WHERE p.tenant_id = s.tenant_id AND p.id = s.contact_point_id AND k.created_at = c.asked)
        ORDER BY s.id
        """;
    return Rows.batch(connection, sql, confirmed)
        .bool("newOnesAlone", newOnesAlone)
        .uuids("tenant", one -> one.tenant().value())
        .uuids("point", one -> one.contactPoint().value())
        .instants("asked", SignUpsConfirmed.Confirmed::asked)
        .list(this::written);
  }

  private Written written(ResultSet row) throws SQLException {
    var tenant = new TenantId(row.getObject("tenant_id", UUID.class));
    var version = new FormVersion(row.getObject("form_id", UUID.class), row.getInt("form_version"));
    return new Written(
        new ActedSubmission(
            tenant,
            new SubmissionId(row.getObject("id", UUID.class)),
            new ContactPointId(row.getObject("contact_point_id", UUID.class)),
            version),
        versions.of(tenant, version),
        AnswersJson.read(row.getString("answers")));
  }
}
