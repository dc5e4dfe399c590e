package org.jawort.desk.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.EmailAddress;
import org.jawort.contact.address.MobileNumber;
import org.jawort.platform.Spelling;
import org.jawort.platform.web.FormInput;

/** E-mail addresses and mobile numbers as staff type them, one a line. */
public final class AddressLines {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_ADDRESS = 254;

  private AddressLines() {}

  /** Reads a field of several lines and notes in the form what is wrong with the first bad one. */
  public static List<CheckedAddress> read(
      FormInput form, String field, Channel channel, String country) {
    var addresses = new LinkedHashMap<String, CheckedAddress>();
    for (String line : form.text(field, LONGEST).split("\n")) {
      if (!line.isBlank()) {
        for (CheckedAddress address : one(form, field, channel, line.strip(), country)) {
          addresses.putIfAbsent(address.key(), address);
        }
      }
    }
    return new ArrayList<>(addresses.values());
  }

  /** Reads one; an empty list where the form now says what is wrong. */
  public static List<CheckedAddress> one(
      FormInput form, String field, Channel channel, String typed, String country) {
    return switch (channel) {
      case EMAIL ->
          switch (EmailAddress.parse(typed)) {
            case EmailAddress.Valid(EmailAddress address) -> List.of(CheckedAddress.of(address));
            case EmailAddress.Invalid(EmailAddress.Reason reason) -> {
              form.refuse(field, "contact.email." + reason, typed);
              yield List.of();
            }
          };
      case SMS ->
          switch (MobileNumber.parse(typed, country)) {
            case MobileNumber.Valid(MobileNumber number) -> List.of(CheckedAddress.of(number));
            case MobileNumber.Invalid(MobileNumber.Reason reason) -> {
              form.refuse(field, "contact.number." + reason, typed);
              yield List.of();
            }
          };
    };
  }

  /** Reads a field that must hold one, of whichever kind; empty where the form says why not. */
  public static Optional<CheckedAddress> typed(FormInput form, String field, String country) {
    String typed = form.required(field, LONGEST_ADDRESS);
    return form.isGood()
        ? one(form, field, channelOf(typed), typed, country).stream().findFirst()
        : Optional.empty();
  }

  /** What an address typed into one field is: with an @ an e-mail address, else a number. */
  public static Channel channelOf(String typed) {
    return Spelling.mended(typed).indexOf('@') < 0 && typed.chars().anyMatch(Character::isDigit)
        ? Channel.SMS
        : Channel.EMAIL;
  }
}
