package org.jawort.consent.filter;

import java.util.Locale;
import java.util.stream.Stream;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.address.MobileNumber;
import org.jawort.platform.Spelling;

/** Addresses, numbers and domains, by the key of the address. */
final class AddressSql {
  private static final String COLUMN = "p.address_key";

  private final Vocabulary words;
  private final StatementParts parts;
  private final TextSql texts;

  AddressSql(Vocabulary words, StatementParts parts, TextSql texts) {
    this.words = words;
    this.parts = parts;
    this.texts = texts;
  }

  /** A whole address by its key, in which the domain and the number may be written otherwise. */
  String address(Test test) {
    Stream<String> values =
        test.values().stream()
            .flatMap(
                value ->
                    test.is() == Operator.IS
                        ? Stream.of(whole(value))
                        : Stream.concat(
                            number(test, value),
                            Stream.of(Spelling.folded(Spelling.mended(value)))))
            .distinct();
    // Both channels are named, as the index begins with the channel.
    return "p.channel = ANY ('{EMAIL,SMS}') AND ("
        + StatementParts.anyOf(
            values.map(value -> texts.word(COLUMN, test.is(), parts.parameter(value))))
        + ")";
  }

  private String whole(String value) {
    return Stream.of(Channel.EMAIL, Channel.SMS)
        .flatMap(channel -> CheckedAddress.parse(channel, value, words.country()).stream())
        .map(CheckedAddress::key)
        .findFirst()
        .orElse(Spelling.folded(Spelling.mended(value)));
  }

  private Stream<String> number(Test test, String value) {
    return test.is() == Operator.STARTS_WITH
        ? MobileNumber.beginning(value, words.country()).stream()
        : Stream.of();
  }

  /** What stands behind the @. */
  String domain(Test test) {
    String domain = "split_part(p.address_key, '@', -1)";
    return "p.channel = 'EMAIL' AND ("
        + texts.words(domain, test, value -> parts.parameter(domainKey(value)))
        + ")";
  }

  private static String domainKey(String value) {
    String domain = value.substring(value.lastIndexOf('@') + 1);
    return CheckedAddress.parse(Channel.EMAIL, "a@" + domain)
        .map(address -> address.key().substring(2))
        .orElseGet(() -> domain.toLowerCase(Locale.ROOT));
  }
}
