package org.jawort.desk.web.consent;

import java.util.List;
import org.jawort.consent.Basis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
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
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

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

  String view(StatementSubject about) {
    return about.action() == ConsentAction.DECLARE ? "desk/declaration" : "desk/statement";
  }

  /** The form before anything is typed. */
  void open(StatementSubject about, Acting acting, Model model) {
    FormInput form =
        FormInput.empty()
            .with("saidBy", about.view().name())
            .with("takenBy", acting.user().value().toString())
            .with("company", about.purpose().calls() ? tenants.find(acting.tenant()).name() : "")
            .with("seen", eventOf(about.purpose()))
            .with("pending", pending(about));
    fill(about, form, acting, model);
  }

  private static String pending(StatementSubject about) {
    return String.valueOf(about.purpose().status().pending());
  }

  private static String eventOf(ConsentView.OfPurpose purpose) {
    return purpose.event() == null ? "" : purpose.event().toString();
  }

  /** The form as it was typed, with what is wrong. */
  String again(StatementSubject about, FormInput form, Acting acting, Model model) {
    fill(about, form, acting, model);
    return view(about);
  }

  /** What happened in between, and the form as it was typed, which now names what stands. */
  String overtaken(StatementSubject about, FormInput form, Acting acting, Model model) {
    String seen = form.value("seen");
    List<HistoryEntry> meanwhile =
        history.of(acting.tenant(), about.view().point().id()).stream()
            .filter(entry -> about.purpose().key().equals(entry.purpose()))
            .filter(entry -> entry.id().toString().compareTo(seen) > 0)
            .toList();
    model.addAttribute("meanwhile", meanwhile);
    model.addAttribute("record", record(about, acting));
    model.addAttribute("possible", about.purpose().offers(about.action()));
    form.with("seen", eventOf(about.purpose())).with("pending", pending(about));
    return again(about, form, acting, model);
  }

  private ContactRecord record(StatementSubject about, Acting acting) {
    ContactId contact = about.view().point().contact();
    return records.find(acting.tenant(), contact).orElseThrow();
  }

  /** Why it cannot happen, and the form as it was typed. */
  String refused(
      StatementSubject about,
      StatementOutcome.Reason reason,
      FormInput form,
      Acting acting,
      Model model) {
    model.addAttribute("reason", reason);
    form.with("seen", eventOf(about.purpose())).with("pending", pending(about));
    return again(about, form, acting, model);
  }

  /** The status does not allow what the form is for. */
  String notNow(StatementSubject about, Acting acting, Model model) {
    boolean withdrawn =
        about.action() == ConsentAction.DECLARE
            && about.purpose().status() == ConsentStatus.REVOKED;
    model.addAttribute(
        "reason", withdrawn ? StatementOutcome.Reason.WITHDRAWN : StatementOutcome.Reason.STATUS);
    model.addAttribute("closed", true);
    return view(about);
  }

  private void fill(StatementSubject about, FormInput form, Acting acting, Model model) {
    model.addAttribute("about", about);
    model.addAttribute("form", form);
    fields(about.purpose(), form, acting, model);
  }

  /** What the fields themselves need, also on the page of a mass change. */
  void fields(ConsentView.OfPurpose purpose, FormInput form, Acting acting, Model model) {
    Declaration.File file = scans.named(acting, form);
    model.addAttribute("scan", file);
    model.addAttribute("calls", purpose.calls());
    model.addAttribute("bases", Basis.values());
    model.addAttribute("staff", views.staff(acting.tenant()));
    model.addAttribute("zone", tenants.find(acting.tenant()).timeZone().getId());
    model.addAttribute("wordings", wordings.all(acting.tenant(), purpose.id()));
  }
}
