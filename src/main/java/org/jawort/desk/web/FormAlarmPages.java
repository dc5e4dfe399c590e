package org.jawort.desk.web;

import java.util.UUID;
import org.jawort.form.FormId;
import org.jawort.form.shield.FormAlarms;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Somebody says that what comes from a form is as it should be. */
@Controller
class FormAlarmPages {
  private final FormAlarms alarms;

  FormAlarmPages(FormAlarms alarms) {
    this.alarms = alarms;
  }

  @PostMapping("/app/forms/{id:" + NotFound.ID + "}/alarm/lift")
  Answer lift(@PathVariable UUID id, Acting acting) {
    boolean lifted = alarms.lift(acting.tenant(), new FormId(id), acting.user().value());
    Answer back = Answer.redirect("/app/forms/" + id);
    return lifted ? back.good("alarm.lifted") : back.bad("alarm.none");
  }
}
