package org.jawort.optin.web.process;

import java.util.UUID;
import org.jawort.optin.process.EditedProcess;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;

/**
 * A request about one process.
 *
 * @param revision the one that whoever sent it had before their eyes
 */
record Asked(Acting acting, EditedProcess edited, FormInput form, int revision) {
  OptInProcess process() {
    return edited.process();
  }

  ProcessDraft draft() {
    return edited.draft();
  }

  /** The step whose settings stand open. */
  String open() {
    return form.value("open");
  }

  UUID by() {
    return acting.user().value();
  }
}
