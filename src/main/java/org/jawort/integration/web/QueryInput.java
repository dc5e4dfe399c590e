package org.jawort.integration.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;

/**
 * The query of a call, asked parameter by parameter; a misspelt one is refused, because leaving out
 * a filter or a message class would answer another question.
 */
final class QueryInput {
  private static final int LONGEST_PAGE = 200;
  private static final int PAGE = 50;

  private final Map<String, String[]> values;
  private final Violations violations = new Violations();
  private final Set<String> asked = new HashSet<>();

  private QueryInput(Map<String, String[]> values) {
    this.values = values;
  }

  static QueryInput of(HttpServletRequest request) {
    return new QueryInput(request.getParameterMap());
  }

  /** A parameter that may be missing or empty. */
  Optional<String> text(String name) {
    asked.add(name);
    String[] given = values.get(name);
    if (given == null) {
      return Optional.empty();
    }
    if (given.length > 1) {
      violations.aboutParameter(name, "must be given once");
    }
    return Optional.of(given[0]).filter(text -> !text.isBlank());
  }

  /** A parameter that must be there. */
  String required(String name) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      violations.aboutParameter(name, "is missing");
    }
    return text.orElse("");
  }

  /** One of the values of an enumeration, by name. */
  <E extends Enum<E>> E oneOf(String name, E otherwise) {
    Class<E> kind = otherwise.getDeclaringClass();
    Optional<String> text = text(name);
    Optional<E> value =
        Arrays.stream(kind.getEnumConstants())
            .filter(one -> one.name().equals(text.orElse("")))
            .findFirst();
    if (text.isPresent() && value.isEmpty()) {
      violations.aboutParameter(
          name,
          "must be one of "
              + String.join(", ", Arrays.stream(kind.getEnumConstants()).map(Enum::name).toList()));
    }
    return value.orElse(otherwise);
  }

  /**
   * An address of the channel; empty where it is missing or none.
   *
   * @param country of national numbers
   */
  Optional<CheckedAddress> address(String name, Channel channel, String country) {
    // A plus sign that the caller did not encode arrives as a space, which no number begins with.
    Optional<String> text =
        text(name).map(given -> channel == Channel.SMS ? given.replaceFirst("^ ", "+") : given);
    Optional<CheckedAddress> address =
        text.flatMap(given -> CheckedAddress.parse(channel, given, country));
    if (text.isPresent() && address.isEmpty()) {
      violations.aboutParameter(name, expected(channel));
    }
    return address;
  }

  /** What an address of the channel must look like. */
  static String expected(Channel channel) {
    return switch (channel) {
      case EMAIL -> "must be an e-mail address (in a query, + is written %2B)";
      case SMS ->
          "must be a mobile number, national or as in E.164 (+4915112345678); a landline receives no"
              + " text messages";
    };
  }

  /** An instant as in RFC 3339. */
  Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    try {
      // As above: an offset's plus sign that was not encoded.
      return text.map(given -> OffsetDateTime.parse(given.replace(' ', '+')).toInstant());
    } catch (DateTimeException e) {
      violations.aboutParameter(name, "must be a time as in RFC 3339, e.g. 2026-05-01T08:00:00Z");
      return Optional.empty();
    }
  }

  /** How many items a page has. */
  int limit() {
    String text = text("limit").orElse(String.valueOf(PAGE));
    boolean number = text.matches("[0-9]{1,3}");
    int limit = number ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LONGEST_PAGE) {
      refuse("limit", "must be a number from 1 to " + LONGEST_PAGE);
      return PAGE;
    }
    return limit;
  }

  /** Where the page before ended. */
  Optional<UUID> cursor() {
    Optional<String> text = text("cursor");
    try {
      return text.map(Cursors::read);
    } catch (IllegalArgumentException e) {
      refuse("cursor", "must be the value of next of the page before");
      return Optional.empty();
    }
  }

  /** Behind which number the page begins, where the cursor of a list is one. */
  int place() {
    Optional<String> text = text("cursor");
    if (text.isPresent() && !text.get().matches("[0-9]{1,9}")) {
      refuse("cursor", "must be the value of next of the page before");
      return 0;
    }
    return text.map(Integer::parseInt).orElse(0);
  }

  /** Says what is wrong with a parameter. */
  void refuse(String name, String detail) {
    violations.aboutParameter(name, detail);
  }

  /** Ends the call with 422 if anything is wrong. */
  void finish() {
    values.keySet().stream()
        .filter(name -> !asked.contains(name))
        .sorted()
        .forEach(name -> refuse(name, "is not known here"));
    violations.throwIfAny();
  }

  /** Where a page ended, as callers see it: opaque. */
  static final class Cursors {
    private Cursors() {}

    static String write(UUID id) {
      var bytes = java.nio.ByteBuffer.allocate(16);
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static UUID read(String text) {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != 16) {
        throw new IllegalArgumentException("no cursor");
      }
      var buffer = java.nio.ByteBuffer.wrap(bytes);
      return new UUID(buffer.getLong(), buffer.getLong());
    }
  }
}
