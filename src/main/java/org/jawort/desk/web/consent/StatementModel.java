package org.jawort.desk.web.consent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.Basis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.ContactId;
import org.jawort.desk.ConsentAction;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the templates of the statement forms need. */
@Component
class StatementModel {
  private final ConsentViews views;
  private final Wordings wordings;
  private final History history;
  private final ContactRecords records;
  private final Scans scans;
  private final Tenants tenants;

  StatementModel(
      ConsentViews views,
      Wordings wordings,
      History history,
      ContactRecords records,
      Scans scans,
      Tenants tenants) {
    this.views = views;
    this.wordings = wordings;
    this.history = history;
    this.records = records;
    this.scans = scans;
    this.tenants = tenants;
  }

  /** The form before anything is typed. */
  Answer open(StatementSubject about, Acting acting) {
    FormInput form =
        FormInput.empty()
            .with("saidBy", about.view().name())
            .with("takenBy", acting.user().value().toString())
            .with("company", about.purpose().calls() ? tenants.find(acting.tenant()).name() : "")
            .with("seen", eventOf(about.purpose()))
            .with("pending", pending(about));
    return again(about, form, acting);
  }

  private static String pending(StatementSubject about) {
    return String.valueOf(about.purpose().status().pending());
  }

  private static String eventOf(ConsentView.OfPurpose purpose) {
    return purpose.event() == null ? "" : purpose.event().toString();
  }

  /** The form as it was typed, with what is wrong. */
  Answer again(StatementSubject about, FormInput form, Acting acting) {
    boolean declares = about.action() == ConsentAction.DECLARE;
    return Answer.page(declares ? "desk/declaration" : "desk/statement")
        .with("about", about)
        .with("form", form)
        .with(fields(about.purpose(), form, acting));
  }

  /** What happened in between, and the form as it was typed, which now names what stands. */
  Answer overtaken(StatementSubject about, FormInput form, Acting acting) {
    String seen = form.value("seen");
    List<HistoryEntry> meanwhile =
        history.of(acting.tenant(), about.view().point().id()).stream()
            .filter(entry -> about.purpose().key().equals(entry.purpose()))
            .filter(entry -> entry.id().toString().compareTo(seen) > 0)
            .toList();
    form.with("seen", eventOf(about.purpose())).with("pending", pending(about));
    return again(about, form, acting)
        .with("meanwhile", meanwhile)
        .with("record", record(about, acting))
        .with("possible", about.purpose().offers(about.action()));
  }

  private ContactRecord record(StatementSubject about, Acting acting) {
    ContactId contact = about.view().point().contact();
    return records.find(acting.tenant(), contact).orElseThrow();
  }

  /** Why it cannot happen, and the form as it was typed. */
  Answer refused(
      StatementSubject about, StatementOutcome.Reason reason, FormInput form, Acting acting) {
    form.with("seen", eventOf(about.purpose())).with("pending", pending(about));
    return again(about, form, acting).with("reason", reason);
  }

  /** The status does not allow what the form is for. */
  Answer notNow(StatementSubject about, Answer form) {
    boolean withdrawn =
        about.action() == ConsentAction.DECLARE
            && about.purpose().status() == ConsentStatus.REVOKED;
    return form.with(
            "reason",
            withdrawn ? StatementOutcome.Reason.WITHDRAWN : StatementOutcome.Reason.STATUS)
        .with("closed", true)
        .status(409);
  }

  /** What the fields themselves need, also on the page of a mass change. */
  Map<String, @Nullable Object> fields(
      ConsentView.OfPurpose purpose, FormInput form, Acting acting) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("scan", scans.named(acting, form));
    fields.put("calls", purpose.calls());
    fields.put("bases", Basis.values());
    fields.put("staff", views.staff(acting.tenant()));
    fields.put("zone", tenants.find(acting.tenant()).timeZone().getId());
    fields.put("wordings", wordings.all(acting.tenant(), purpose.id()));
    return fields;
  }
}
