package org.jawort.form;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says which questions could not be answered into the contact's own fields that they name. */
@Component
class ContactFieldCheck {
  private final CustomFields fields;

  ContactFieldCheck(CustomFields fields) {
    this.fields = fields;
  }

  /** Nobody deletes what a form asks for until the caller's transaction ends. */
  void hold(Connection connection, TenantId tenant, List<FormField> asked) throws SQLException {
    fields.hold(
        connection,
        tenant,
        asked.stream().map(FormField::contactField).filter(Objects::nonNull).toList());
  }

  List<ContentFault> of(TenantId tenant, List<FormField> asked) {
    if (asked.stream().allMatch(field -> field.contactField() == null)) {
      return List.of();
    }
    Map<UUID, CustomField> known =
        fields.all(tenant).stream().collect(Collectors.toMap(CustomField::id, field -> field));
    var faults = new ArrayList<ContentFault>();
    Set<UUID> seen = new HashSet<>();
    for (int place = 0; place < asked.size(); place++) {
      UUID wanted = asked.get(place).contactField();
      if (wanted != null) {
        CustomField field = known.get(wanted);
        ContentFault.Code code =
            field == null ? ContentFault.Code.FIELD_GONE : fault(asked.get(place), field);
        ContentFault.Code twice = seen.add(wanted) ? code : ContentFault.Code.FIELD_TWICE;
        if (twice != null) {
          faults.add(new ContentFault(place, "contactField", twice));
        }
      }
    }
    return faults;
  }

  private static ContentFault.@Nullable Code fault(FormField asked, CustomField field) {
    if (!asked.type().name().equals(field.type().name())) {
      return ContentFault.Code.FIELD_TYPE;
    }
    if (!field.choices().containsAll(asked.options())) {
      return ContentFault.Code.FIELD_CHOICE;
    }
    boolean tooLong =
        field.type() == CustomFieldType.TEXT && asked.maxLength() > CustomFieldValue.LONGEST;
    return tooLong ? ContentFault.Code.FIELD_LENGTH : null;
  }
}
