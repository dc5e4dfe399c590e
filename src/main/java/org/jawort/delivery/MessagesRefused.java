package org.jawort.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The mail server refused these messages for good; published in the transaction that records it.
 *
 * @param messages of one or several tenants, all within the transaction's scope
 */
public record MessagesRefused(List<Refused> messages) {
  /**
   * One of them.
   *
   * @param answer the server's, without addresses
   * @param blocked whether the recipient was the reason, so that the contact point is now blocked
   */
  public record Refused(
      TenantId tenant,
      MessageId message,
      ContactPointId contactPoint,
      MessageClass messageClass,
      PurposeId purpose,
      CampaignVersion campaign,
      @Nullable UUID run,
      Instant at,
      String answer,
      boolean blocked) {}
}
