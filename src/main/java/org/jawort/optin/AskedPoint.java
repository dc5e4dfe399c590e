package org.jawort.optin;

import org.jawort.consent.AskingBasis;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventId;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * A contact point that is to be asked, as it stands under its lock.
 *
 * @param waiting whether the answer to a request for renewal is awaited
 * @param refuses whether a customer said no to any purpose
 * @param last the latest event, or null where nothing ever happened
 * @param rule what the one rule says to asking
 */
record AskedPoint(
    ContactPointId contactPoint,
    Channel channel,
    String address,
    @Nullable MailBlock block,
    Language language,
    ConsentStatus status,
    boolean waiting,
    boolean refuses,
    @Nullable EventId last,
    String rule) {
  /** Tells whether a customer who said no to anything rests on a sale no more (law 26, 53). */
  boolean carries(StatedBasis basis) {
    return basis.basis() != AskingBasis.EXISTING_CUSTOMER || !refuses;
  }
}
