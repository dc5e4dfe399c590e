package org.jawort.desk.web;

import java.time.ZoneId;
import java.util.List;
import org.jawort.consent.ecg.EcgLists;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.delivery.Mailbox;
import org.jawort.desk.Overview;
import org.jawort.desk.RecentEvent;
import org.jawort.desk.SignUpDay;
import org.jawort.form.Forms;
import org.jawort.form.shield.FormAlarms;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What happened lately. */
@Controller
class OverviewPage {
  private final Overview overview;
  private final Tenants tenants;
  private final Forms forms;
  private final TransparencyLog log;
  private final SetAsideLines aside;
  private final FormAlarms alarms;
  private final EcgLists ecg;
  private final boolean mailbox;

  OverviewPage(
      Overview overview,
      Tenants tenants,
      Forms forms,
      TransparencyLog log,
      SetAsideLines aside,
      FormAlarms alarms,
      EcgLists ecg,
      Mailbox mailbox) {
    this.overview = overview;
    this.tenants = tenants;
    this.forms = forms;
    this.log = log;
    this.aside = aside;
    this.alarms = alarms;
    this.ecg = ecg;
    this.mailbox = mailbox.isOpen();
  }

  @GetMapping("/app")
  Answer page(Acting acting) {
    List<RecentEvent> events = overview.events(acting.tenant());
    Tenant tenant = tenants.find(acting.tenant());
    if (events.isEmpty()) {
      return Answer.page("desk/start")
          .with("lacks", tenant.lacks())
          .with("aside", aside.count(acting.tenant()))
          .with("events", events)
          .with("forms", forms.all(acting.tenant()))
          .with("mailbox", mailbox);
    }
    ZoneId zone = tenant.timeZone();
    List<SignUpDay> days = overview.days(acting.tenant(), zone);
    return Answer.page("desk/overview")
        .with("lacks", tenant.lacks())
        .with("aside", aside.count(acting.tenant()))
        .with("events", events)
        .with("alarms", alarms.open(acting.tenant()))
        .with("logIsWell", log.isWell())
        .with("ecg", ecg.isWanted(acting.tenant()))
        .with("days", days)
        .with("total", Overview.total(days))
        .with("chart", SignUpChart.of(days));
  }
}
