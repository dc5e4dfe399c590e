package org.jawort.desk.web;

import java.time.ZoneId;
import java.util.List;
import org.jawort.desk.Overview;
import org.jawort.desk.RecentEvent;
import org.jawort.desk.SignUpDay;
import org.jawort.form.Forms;
import org.jawort.platform.Settings;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What happened lately. */
@Controller
class OverviewPage {
  private final Overview overview;
  private final Tenants tenants;
  private final Forms forms;
  private final boolean mailbox;

  OverviewPage(Overview overview, Tenants tenants, Forms forms, Settings settings) {
    this.overview = overview;
    this.tenants = tenants;
    this.forms = forms;
    this.mailbox = settings.smtpUrl().isEmpty();
  }

  @GetMapping("/app")
  String page(Acting acting, Model model) {
    List<RecentEvent> events = overview.events(acting.tenant());
    model.addAttribute("events", events);
    if (events.isEmpty()) {
      model.addAttribute("forms", forms.all(acting.tenant()));
      model.addAttribute("mailbox", mailbox);
      return "desk/start";
    }
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    List<SignUpDay> days = overview.days(acting.tenant(), zone);
    model.addAttribute("days", days);
    model.addAttribute("total", Overview.total(days));
    model.addAttribute("chart", SignUpChart.of(days));
    return "desk/overview";
  }
}
