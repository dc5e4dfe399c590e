package org.jawort.contact.web;

import org.jawort.contact.group.CustomFields;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of the fields that a tenant adds to its contacts. */
@Controller
class FieldPages {
  private final CustomFields fields;

  FieldPages(CustomFields fields) {
    this.fields = fields;
  }

  @GetMapping(GroupAndFieldAddresses.FIELDS)
  Answer list(Acting acting) {
    return Answer.page("contact/fields").with("fields", fields.counted(acting.tenant()));
  }
}
