package org.jawort.form.web.edit;

import org.jawort.form.Form;
import org.jawort.form.OpenForm;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Says that a form is online where visitors see it, and that something lacks where they do not. */
@Component
class OnlineWords {
  private final Tenants tenants;

  OnlineWords(Tenants tenants) {
    this.tenants = tenants;
  }

  /**
   * Says on the next page how it stands; that page lists what the profile lacks.
   *
   * @param key of the text where it is shown; with {@code .lacking}, where something lacks
   */
  Answer say(Answer next, String key, Form form, Acting acting) {
    var open = new OpenForm(tenants.find(acting.tenant()), form, "");
    int version = form.version().version();
    if (open.online()) {
      return next.good(key, version);
    }
    return open.switchedOff()
        ? next.bad("form.edit.lacking.language")
        : next.bad(key + ".lacking", version);
  }
}
