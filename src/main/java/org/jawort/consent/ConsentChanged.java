package org.jawort.consent;

import java.util.List;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * Consents were withdrawn, refused or taken back other than by answering a confirmation mail;
 * published in the same transaction, so that what waits for an answer can end.
 */
public record ConsentChanged(List<Change> changes) {
  /** One of them. */
  public record Change(
      TenantId tenant, ContactPointId contactPoint, PurposeId purpose, ConsentStatus status) {}
}
