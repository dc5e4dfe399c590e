package org.jawort.desk.web.contact;

import java.util.Optional;
import org.jawort.contact.ContactId;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PathArgument;
import org.springframework.stereotype.Component;

/** Hands over the whole record of the contact that a path names. */
@Component
class ContactRecordArgument extends PathArgument<ContactRecord> {
  private final ContactRecords records;

  ContactRecordArgument(ContactRecords records) {
    super(ContactRecord.class);
    this.records = records;
  }

  @Override
  protected Optional<ContactRecord> find(TenantId tenant, Named named) {
    return records.find(tenant, new ContactId(named.id("id")));
  }

  @Override
  protected PageFault missing() {
    return NotFound.contact();
  }
}
