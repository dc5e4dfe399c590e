package org.jawort.contact.address;

import java.util.Optional;

/**
 * An e-mail address or mobile number whose form was checked.
 *
 * @param typed for display and sending: an e-mail address as given and in NFC, a number as in E.164
 * @param key normalised, for comparison
 */
public record CheckedAddress(Channel channel, String typed, String key) {
  /** Reads what somebody typed; empty where it is no address of the channel. */
  public static Optional<CheckedAddress> parse(Channel channel, String text) {
    return parse(channel, text, MobileNumber.NO_COUNTRY);
  }

  /**
   * The same, with national numbers.
   *
   * @param country of national numbers, two letters of ISO 3166
   */
  public static Optional<CheckedAddress> parse(Channel channel, String text, String country) {
    return switch (channel) {
      case EMAIL ->
          EmailAddress.parse(text) instanceof EmailAddress.Valid(EmailAddress address)
              ? Optional.of(of(address))
              : Optional.empty();
      case SMS ->
          MobileNumber.parse(text, country) instanceof MobileNumber.Valid(MobileNumber number)
              ? Optional.of(of(number))
              : Optional.empty();
    };
  }

  /** An e-mail address that was read before. */
  public static CheckedAddress of(EmailAddress address) {
    return new CheckedAddress(Channel.EMAIL, address.typed(), address.key());
  }

  /** A number that was read before. */
  public static CheckedAddress of(MobileNumber number) {
    return new CheckedAddress(Channel.SMS, number.key(), number.key());
  }
}
