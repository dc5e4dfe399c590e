package org.jawort.contact;

import java.time.Instant;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.MobileNumber;
import org.jspecify.annotations.Nullable;

/**
 * Kontaktweg: one e-mail address or mobile number of a contact.
 *
 * @param address as typed, for display and sending
 * @param addressKey normalised, for comparison
 * @param mailBlock why it may not be written to for advertising, or null
 * @param mailBlockAt since when
 * @param suppressed whether its address is on the suppression list
 */
public record ContactPoint(
    ContactPointId id,
    ContactId contact,
    Channel channel,
    String address,
    String addressKey,
    @Nullable MailBlock mailBlock,
    @Nullable Instant mailBlockAt,
    Instant createdAt,
    boolean suppressed) {

  /** One that is new: nothing blocks it. */
  static ContactPoint fresh(
      ContactPointId id,
      ContactId contact,
      CheckedAddress address,
      Instant createdAt,
      boolean suppressed) {
    return new ContactPoint(
        id,
        contact,
        address.channel(),
        address.typed(),
        address.key(),
        null,
        null,
        createdAt,
        suppressed);
  }

  /** Angemeldet (S1-04): there is no mail block. Says nothing about consent. */
  public boolean subscribed() {
    return mailBlock == null;
  }

  /** The address as people read it; numbers in the international form. */
  public String shown() {
    return channel == Channel.SMS ? MobileNumber.shown(address) : address;
  }
}
