package org.jawort.transfer.imports;

import java.net.InetAddress;
import java.time.Instant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * A contact that another system hands over in bulk. What is null says nothing: of somebody who is
 * known it changes nothing.
 *
 * @param address by which it is recognised: its e-mail address, or else its number
 * @param mobile a number beside the address, or null
 * @param consent what it says of a consent, or null
 */
public record BatchContact(
    CheckedAddress address,
    @Nullable CheckedAddress mobile,
    @Nullable ContactKind kind,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    @Nullable Language language,
    @Nullable Said consent) {

  /**
   * What it says of a consent, with what backs it.
   *
   * @param at when they consented, or null
   * @param confirmedAt when they confirmed, or null
   * @param endedAt when they said no, or mail came back; or null
   * @param wording to which they consented, or null
   * @param source where, or null
   * @param ip from where, or null
   */
  public record Said(
      PurposeId purpose,
      Claim claim,
      @Nullable Instant at,
      @Nullable Instant confirmedAt,
      @Nullable Instant endedAt,
      @Nullable String wording,
      @Nullable String source,
      @Nullable InetAddress ip) {}
}
