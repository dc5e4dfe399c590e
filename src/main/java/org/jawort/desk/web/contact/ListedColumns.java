package org.jawort.desk.web.contact;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.CustomFieldValues;
import org.jawort.contact.group.CustomFields;
import org.jawort.desk.ContactColumns;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactOrder;
import org.jawort.desk.ContactRow;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Component;

/** The columns that a member of staff sees in the contact list, and what stands in own ones. */
@Component
class ListedColumns {
  private final ContactColumns columns;
  private final CustomFields fields;
  private final CustomFieldValues values;

  ListedColumns(ContactColumns columns, CustomFields fields, CustomFieldValues values) {
    this.columns = columns;
    this.fields = fields;
    this.values = values;
  }

  /** The tenant's own fields, each of which can be a column. */
  List<CustomField> fields(Acting acting) {
    return fields.all(acting.tenant());
  }

  /** All columns that there are. */
  List<ListedColumn> of(
      Acting acting, ContactFilter filter, ContactOrder order, List<CustomField> fields) {
    return ListedColumn.of(filter, order, columns.of(acting.tenant(), acting.user()), fields);
  }

  /** What contacts have in the own fields that are shown, by contact and field. */
  Map<UUID, Map<UUID, CustomFieldValue>> values(
      Acting acting, List<ListedColumn> listed, List<ContactRow> rows) {
    List<CustomField> shown =
        listed.stream()
            .filter(ListedColumn::shown)
            .flatMap(column -> column.field().stream())
            .toList();
    List<ContactId> contacts =
        rows.stream().map(row -> new ContactId(row.contact())).distinct().toList();
    return values.of(acting.tenant(), contacts, shown);
  }

  /** Keeps those that there are; what else came along is passed over. */
  void choose(Acting acting, List<String> wanted, List<CustomField> fields) {
    List<String> known =
        ListedColumn.of(ContactFilter.NONE, ContactOrder.NEWEST, wanted, fields).stream()
            .filter(column -> column.isChoice() && column.shown())
            .map(ListedColumn::code)
            .limit(ContactColumns.MOST)
            .toList();
    columns.choose(acting.tenant(), acting.user(), known);
  }

  /** The usual ones again. */
  void reset(Acting acting) {
    columns.reset(acting.tenant(), acting.user());
  }
}
