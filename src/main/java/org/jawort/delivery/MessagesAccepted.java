package org.jawort.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.MailReceipt;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * The mail server took these messages over; published in the transaction that records it.
 *
 * @param messages of one or several tenants, all within the transaction's scope
 */
public record MessagesAccepted(List<Accepted> messages) {
  /**
   * One of them.
   *
   * @param receipt what is to be committed to
   * @param also what the mail asked for besides
   */
  public record Accepted(
      TenantId tenant,
      MessageId message,
      ContactPointId contactPoint,
      MessageClass messageClass,
      PurposeId purpose,
      CampaignVersion campaign,
      @Nullable UUID run,
      Instant at,
      MailReceipt receipt,
      List<AlsoAsked> also) {
    /** Copies the list. */
    public Accepted {
      also = List.copyOf(also);
    }
  }
}
