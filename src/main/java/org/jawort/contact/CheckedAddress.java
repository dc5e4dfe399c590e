package org.jawort.contact;

import java.util.Optional;

/**
 * An e-mail address or mobile number whose form was checked.
 *
 * @param typed as given; for display and sending
 * @param key normalised, for comparison
 */
public record CheckedAddress(Channel channel, String typed, String key) {
  /** Reads what somebody typed; empty where it is no address of the channel. */
  public static Optional<CheckedAddress> parse(Channel channel, String text) {
    return switch (channel) {
      case EMAIL ->
          EmailAddress.parse(text) instanceof EmailAddress.Valid(EmailAddress address)
              ? Optional.of(new CheckedAddress(channel, address.typed(), address.key()))
              : Optional.empty();
      case SMS ->
          MobileNumber.parse(text)
              .map(number -> new CheckedAddress(channel, number.typed(), number.key()));
    };
  }
}
