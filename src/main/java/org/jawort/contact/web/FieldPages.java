package org.jawort.contact.web;

import org.jawort.contact.group.CustomFields;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of the fields that a tenant adds to its contacts. */
@Controller
class FieldPages {
  private final CustomFields fields;

  FieldPages(CustomFields fields) {
    this.fields = fields;
  }

  @GetMapping(GroupAndFieldAddresses.FIELDS)
  String list(Acting acting, Model model) {
    model.addAttribute("fields", fields.counted(acting.tenant()));
    return "contact/fields";
  }
}
