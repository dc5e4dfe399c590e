package org.jawort.desk.web.erasure;

import org.jawort.desk.Retention;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What will be erased by itself, and when (law 64). */
@Controller
class RetentionPages {
  private final Retention retention;
  private final Tenants tenants;

  RetentionPages(Retention retention, Tenants tenants) {
    this.retention = retention;
    this.tenants = tenants;
  }

  @GetMapping("/app/settings/retention")
  Answer show(Acting acting) {
    return Answer.page("erasure/retention")
        .with("lines", retention.of(acting.tenant(), tenants.find(acting.tenant()).timeZone()));
  }
}
