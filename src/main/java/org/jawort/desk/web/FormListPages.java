package org.jawort.desk.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.desk.Overview;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.form.shield.Catches;
import org.jawort.form.shield.FormAlarms;
import org.jawort.form.shield.ShieldAct;
import org.jawort.optin.funnel.SignUpDays;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The forms: where they stand, how often they are used, what they ask. */
@Controller
class FormListPages {
  private static final int CAUGHT_DAYS = 30;

  private final Forms forms;
  private final SignUpDays counts;
  private final Catches catches;
  private final FormAlarms alarms;
  private final Overview overview;
  private final Tenants tenants;
  private final Settings settings;

  FormListPages(
      Forms forms,
      SignUpDays counts,
      Catches catches,
      FormAlarms alarms,
      Overview overview,
      Tenants tenants,
      Settings settings) {
    this.forms = forms;
    this.counts = counts;
    this.catches = catches;
    this.alarms = alarms;
    this.overview = overview;
    this.tenants = tenants;
    this.settings = settings;
  }

  /**
   * A form as its page shows it.
   *
   * @param address whole, for a link on a website
   * @param signUps in the last 30 days
   */
  record Shown(Form form, String address, long signUps) {}

  @GetMapping("/app/forms")
  Answer list(Acting acting) {
    return draw(acting, "desk/forms").with("forms", shown(acting));
  }

  @GetMapping("/app/forms/{id:" + NotFound.ID + "}")
  Answer look(@PathVariable UUID id, Acting acting) {
    Shown found =
        shown(acting).stream()
            .filter(shown -> shown.form().id().value().equals(id))
            .findFirst()
            .orElseThrow(NotFound::form);
    return draw(acting, "desk/form")
        .with("shown", found)
        .with("alarm", alarms.of(acting.tenant(), found.form().id()).orElse(null))
        .with("acts", ShieldAct.values())
        .with(
            "caught",
            catches.ofForm(tenants.find(acting.tenant()), found.form().id(), CAUGHT_DAYS));
  }

  private List<Shown> shown(Acting acting) {
    Tenant tenant = tenants.find(acting.tenant());
    Map<UUID, Long> signUps = counts.byForm(acting.tenant(), overview.begin(tenant.timeZone()));
    return forms.all(acting.tenant()).stream()
        .map(
            form ->
                new Shown(
                    form,
                    settings.publicUrl() + "/f/" + form.key(),
                    signUps.getOrDefault(form.id().value(), 0L)))
        .toList();
  }

  private Answer draw(Acting acting, String view) {
    return Answer.page(view).with("lacks", tenants.find(acting.tenant()).lacks());
  }
}
