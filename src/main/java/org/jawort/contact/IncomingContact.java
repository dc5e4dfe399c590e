package org.jawort.contact;

import java.time.Instant;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who comes in by an e-mail address or number that may be known already.
 *
 * @param addressKey normalised; at most once per tenant and channel in one batch
 * @param block set where the contact point is new, or null
 */
public record IncomingContact(
    TenantId tenant,
    Channel channel,
    String address,
    String addressKey,
    @Nullable String firstName,
    @Nullable String lastName,
    Language language,
    Origin origin,
    @Nullable MailBlock block,
    Instant at) {
  /** An address; {@link #from} makes it somebody. */
  public record Address(TenantId tenant, Channel channel, String typed, String key) {
    /** By which way they come, and when. */
    public IncomingContact from(Origin origin, Language language, Instant at) {
      return new IncomingContact(
          tenant, channel, typed, key, null, null, language, origin, null, at);
    }
  }

  /**
   * Begins with the address.
   *
   * @param typed for display and sending
   * @param key normalised
   */
  public static Address by(TenantId tenant, Channel channel, String typed, String key) {
    return new Address(tenant, channel, typed, key);
  }

  /** The same by name. */
  public IncomingContact named(@Nullable String firstName, @Nullable String lastName) {
    return with(firstName, lastName, block);
  }

  /** The same with a block where the contact point is new. */
  public IncomingContact blocked(@Nullable MailBlock block) {
    return with(firstName, lastName, block);
  }

  private IncomingContact with(
      @Nullable String firstName, @Nullable String lastName, @Nullable MailBlock block) {
    return new IncomingContact(
        tenant, channel, address, addressKey, firstName, lastName, language, origin, block, at);
  }
}
