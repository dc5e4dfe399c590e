package org.jawort.form;

import java.util.List;
import java.util.UUID;
import org.jawort.optin.process.AskingMailUse;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Tells which forms ask with a campaign: those that are shown now. */
@Component
class FormMails implements AskingMailUse {
  private final Forms forms;

  FormMails(Forms forms) {
    this.forms = forms;
  }

  @Override
  public List<String> askingWith(TenantId tenant, UUID campaign) {
    return forms.all(tenant).stream()
        .filter(form -> campaign.equals(form.definition().mail()))
        .map(Form::name)
        .toList();
  }
}
