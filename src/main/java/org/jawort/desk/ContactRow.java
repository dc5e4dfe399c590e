package org.jawort.desk;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.MobileNumber;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the contact list: a contact point, as consent belongs to it and not to the person.
 *
 * @param id of the contact point
 * @param status of its consent to the newsletter
 * @param since when it is in this status, or when it came here where it was never asked
 * @param traits what else is known of it and its contact
 * @param asked whether the answer to a request beside the status is awaited
 * @param trial whether the contact belongs to a trial
 */
public record ContactRow(
    UUID id,
    UUID contact,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String company,
    Channel channel,
    String address,
    ConsentStatus status,
    Instant since,
    ContactTraits traits,
    boolean asked,
    @Nullable MailBlock block,
    boolean trial) {

  /** The name as people say it, or nothing where none is known. */
  public String name() {
    return name(firstName, lastName, company);
  }

  /** The address as people read it; numbers in the international form. */
  public String shown() {
    return channel == Channel.SMS ? MobileNumber.shown(address) : address;
  }

  /** The name as people say it: the person, then the firm. */
  public static String name(
      @Nullable String firstName, @Nullable String lastName, @Nullable String company) {
    String person = joined(firstName, lastName, " ");
    return joined(person.isEmpty() ? null : person, company, ", ");
  }

  private static String joined(@Nullable String first, @Nullable String second, String between) {
    return Stream.of(first == null ? "" : first, second == null ? "" : second)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(between));
  }
}
