package org.jawort.form;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.notice.NewNotice;
import org.jawort.optin.notice.StaffNotices;
import org.jawort.optin.webhook.SourcedCall;
import org.jawort.optin.webhook.WebhookCalls;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Does what forms are to do, in the transaction that keeps a submission or its confirmation. */
@Component
class FormActions {
  private final FormVersionCache versions;
  private final ContactGroups groups;
  private final StaffNotices notices;
  private final WebhookCalls webhooks;
  private final MessageSource texts;

  FormActions(
      FormVersionCache versions,
      ContactGroups groups,
      StaffNotices notices,
      WebhookCalls webhooks,
      MessageSource texts) {
    this.versions = versions;
    this.groups = groups;
    this.notices = notices;
    this.webhooks = webhooks;
    this.texts = texts;
  }

  /** A form as staff know it. */
  private record Named(String name, Language language) {}

  /** Somebody submitted forms, whoever it was. */
  void submitted(Connection connection, List<ActedSubmission> all, Instant now)
      throws SQLException {
    Map<ActedSubmission, FormAction> acting = acting(all);
    if (acting.isEmpty()) {
      return;
    }
    Map<UUID, Named> names = names(connection, acting.keySet().stream().toList());
    tell(connection, acting, names, FormAction.When.SUBMITTED, now);
    List<SourcedCall> calls = new ArrayList<>();
    acting.forEach(
        (one, action) -> {
          if (action.webhook() != null) {
            Named form = names.get(one.version().form());
            String name = form == null ? "" : form.name();
            calls.add(new SourcedCall(one.tenant(), one.id().value(), name, action.webhook()));
          }
        });
    if (!calls.isEmpty()) {
      webhooks.queue(connection, SubmissionWebhooks.TYPE, calls, now);
    }
  }

  /** The people behind submissions confirmed. */
  void confirmed(Connection connection, List<ActedSubmission> all, Instant now)
      throws SQLException {
    Map<ActedSubmission, FormAction> acting = acting(all);
    if (acting.isEmpty()) {
      return;
    }
    for (Map.Entry<ActedSubmission, FormAction> one : acting.entrySet()) {
      List<ContactPointId> point = List.of(one.getKey().point());
      for (UUID group : one.getValue().groups()) {
        groups.add(connection, one.getKey().tenant(), group, point, now);
      }
    }
    Map<UUID, Named> names = names(connection, acting.keySet().stream().toList());
    tell(connection, acting, names, FormAction.When.CONFIRMED, now);
  }

  private Map<ActedSubmission, FormAction> acting(List<ActedSubmission> all) {
    var acting = new LinkedHashMap<ActedSubmission, FormAction>();
    for (ActedSubmission one : all) {
      FormExtras extras = versions.of(one.tenant(), one.version()).extras();
      if (extras != null && extras.action() != null) {
        acting.put(one, extras.action());
      }
    }
    return acting;
  }

  private void tell(
      Connection connection,
      Map<ActedSubmission, FormAction> acting,
      Map<UUID, Named> names,
      FormAction.When when,
      Instant now)
      throws SQLException {
    var told = new ArrayList<NewNotice>();
    acting.forEach(
        (one, action) -> {
          Named form = names.get(one.version().form());
          if (form != null && action.tellsAt(when)) {
            String text = text(form, when);
            action
                .staff()
                .forEach(
                    user ->
                        told.add(
                            new NewNotice(
                                one.tenant(), one.id().value(), one.point(), user, text)));
          }
        });
    if (!told.isEmpty()) {
      notices.leave(connection, told, now);
    }
  }

  private String text(Named form, FormAction.When when) {
    String key =
        when == FormAction.When.CONFIRMED ? "form.notice.confirmed" : "form.notice.submitted";
    return texts.getMessage(key, new Object[] {form.name()}, form.language().locale());
  }

  private static Map<UUID, Named> names(Connection connection, List<ActedSubmission> of)
      throws SQLException {
    String sql =
        """
        SELECT f.id, f.name, f.language FROM form f
        JOIN (SELECT DISTINCT * FROM unnest(:tenant::uuid[], :form::uuid[])) a (tenant_id, id)
          ON f.tenant_id = a.tenant_id AND f.id = a.id
        """;
    var names = new HashMap<UUID, Named>();
    Rows.batch(connection, sql, of)
        .uuids("tenant", one -> one.tenant().value())
        .uuids("form", one -> one.version().form())
        .each(
            row ->
                names.put(
                    row.getObject("id", UUID.class),
                    new Named(row.getString("name"), Language.ofCode(row.getString("language")))));
    return names;
  }
}
