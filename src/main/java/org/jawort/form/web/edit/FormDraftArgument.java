package org.jawort.form.web.edit;

import java.util.Optional;
import org.jawort.form.FormDraft;
import org.jawort.form.FormDrafts;
import org.jawort.form.FormId;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the form that a path names, as it is being worked on. */
@Component
class FormDraftArgument extends PathArgument<FormDraft> {
  private final FormDrafts drafts;

  FormDraftArgument(FormDrafts drafts) {
    super(FormDraft.class);
    this.drafts = drafts;
  }

  @Override
  protected Optional<FormDraft> find(TenantId tenant, Named named) {
    return drafts.find(tenant, new FormId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return FormEditAddresses.unknown();
  }
}
