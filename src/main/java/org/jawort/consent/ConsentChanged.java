package org.jawort.consent;

import java.util.List;
import java.util.Objects;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * Consents were withdrawn, refused or taken back other than by answering a confirmation mail;
 * published in the same transaction, so that what waits for an answer can end.
 */
public record ConsentChanged(List<Change> changes) {
  /** One of them. */
  public record Change(TenantId tenant, ContactPointId contactPoint, PurposeId purpose, Why why) {
    static Change of(NewEvent event, Why why) {
      return new Change(
          event.tenant(), event.contactPoint(), Objects.requireNonNull(event.purpose()), why);
    }
  }

  /** What happened. */
  public enum Why {
    /** The recipient said no, by whatever way. */
    NO,
    /** A declaration was taken back as a mistake. */
    TAKEN_BACK
  }
}
