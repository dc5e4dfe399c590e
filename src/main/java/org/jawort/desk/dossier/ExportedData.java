package org.jawort.desk.dossier;

import java.util.List;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactStory;
import org.jawort.form.WrittenAnswer;
import org.jawort.optin.notice.ListedNotice;

/**
 * What a copy of all data of a contact is made of.
 *
 * @param formerNames of those who were merged into it
 * @param notices that processes left for staff about it
 * @param written what came in on forms under its addresses
 * @param dossiers one per contact point
 */
record ExportedData(
    ContactRecord record,
    List<ContactStory.Merge> formerNames,
    List<ListedNotice> notices,
    List<WrittenAnswer> written,
    DocumentContext frame,
    List<Dossier> dossiers) {
  /** The tenant's own fields in which something stands. */
  List<CustomFieldValue> fields() {
    return record.fields().stream().filter(field -> !field.value().isEmpty()).toList();
  }
}
