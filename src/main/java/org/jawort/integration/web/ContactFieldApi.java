package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFields;
import org.jawort.integration.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a tenant keeps of its contacts beside their master data. */
@RestController
@RequestMapping(path = "/api/v1/contact-fields", produces = "application/json")
@Tag(name = "Contacts")
class ContactFieldApi {
  private final CustomFields fields;

  ContactFieldApi(CustomFields fields) {
    this.fields = fields;
  }

  /**
   * One of the contacts' own fields.
   *
   * @param choices what can be chosen; empty where nothing is
   */
  @Schema(name = "ContactField")
  record ContactFieldJson(UUID id, String name, CustomFieldType type, List<String> choices) {
    static ContactFieldJson of(CustomField field) {
      return new ContactFieldJson(field.id(), field.name(), field.type(), field.choices());
    }
  }

  @GetMapping
  @Operation(
      operationId = "listContactFields",
      summary = "List the contacts' own fields, by their names",
      description = "A field of a form may name one of them as its contactField.")
  Items<ContactFieldJson> list(@Parameter(hidden = true) Caller caller) {
    return new Items<>(fields.all(caller.tenant()).stream().map(ContactFieldJson::of).toList());
  }
}
