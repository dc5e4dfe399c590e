package org.jawort.consent.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;

/**
 * What must be true of a contact point and its contact. Lists, dynamic groups, exports, bulk
 * actions and audiences are said in it. Its JSON form is that of {@link ConditionJson}.
 *
 * <p>What is asked is asked of one contact point with the contact that it leads to: "address ends
 * with @example.org, and consented to the newsletter" means that very address.
 */
public sealed interface Condition {
  /** All parts hold; of none, everybody is meant. */
  record All(List<Condition> parts) implements Condition {
    /** Copies the parts. */
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds; of none, nobody is meant. */
  record Any(List<Condition> parts) implements Condition {
    /** Copies the parts. */
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold; what is missing is never equal to anything. */
  record Not(Condition part) implements Condition {}

  /**
   * One comparison.
   *
   * @param of which one: the key of the purpose, or the id of the own field; empty for all else
   * @param values as they are kept: enums by name, languages by code, days as in ISO 8601, own
   *     fields and groups by id; none where the operator takes none
   */
  record Test(About about, String of, Operator is, List<String> values) implements Condition {
    /** Copies the values. */
    public Test {
      values = List.copyOf(values);
    }
  }

  /** Everybody but trials. */
  Condition EVERYBODY = new All(List.of());

  /** A comparison of what there is one of. */
  static Condition test(About about, Operator is, String... values) {
    return new Test(about, "", is, List.of(values));
  }

  /** Consent for a purpose in one of these statuses. */
  static Condition consent(String purpose, ConsentStatus... statuses) {
    return new Test(
        About.CONSENT,
        purpose,
        Operator.ONE_OF,
        Arrays.stream(statuses).map(ConsentStatus::name).toList());
  }

  /** In one of these groups. */
  static Condition inGroup(Set<UUID> groups) {
    return new Test(
        About.GROUP, "", Operator.ONE_OF, groups.stream().map(UUID::toString).sorted().toList());
  }

  /** One of these contact points. */
  static Condition points(Collection<UUID> points) {
    return new Test(
        About.CONTACT_POINT,
        "",
        Operator.ONE_OF,
        points.stream().map(UUID::toString).sorted().toList());
  }

  /** One of these contacts. */
  static Condition contacts(Collection<UUID> contacts) {
    return new Test(
        About.CONTACT,
        "",
        Operator.ONE_OF,
        contacts.stream().map(UUID::toString).sorted().toList());
  }

  /** What the search of the contact list finds by a text. */
  static Condition found(String text) {
    return test(About.ANYWHERE, Operator.CONTAINS, text);
  }

  /** An address, a name or a firm that begins with a text, or both names of it in either order. */
  static Condition beginning(String text) {
    if (text.isEmpty()) {
      return EVERYBODY;
    }
    var any = new ArrayList<Condition>();
    Stream.of(About.ADDRESS, About.LAST_NAME, About.FIRST_NAME, About.COMPANY)
        .forEach(about -> any.add(test(about, Operator.STARTS_WITH, text)));
    int space = text.indexOf(' ');
    if (space > 0) {
      String one = text.substring(0, space).replaceAll(",$", "");
      String other = text.substring(space + 1);
      any.add(names(one, other));
      any.add(names(other, one));
    }
    return new Any(any);
  }

  private static Condition names(String first, String last) {
    return new All(
        List.of(
            test(About.FIRST_NAME, Operator.STARTS_WITH, first),
            test(About.LAST_NAME, Operator.STARTS_WITH, last)));
  }

  /** Both of them, without a level of its own where one of them asks for nothing. */
  default Condition and(Condition other) {
    if (equals(EVERYBODY)) {
      return other;
    }
    return other.equals(EVERYBODY)
        ? this
        : new All(Stream.concat(partsOfAll(), other.partsOfAll()).toList());
  }

  private Stream<Condition> partsOfAll() {
    return this instanceof All(List<Condition> parts) ? parts.stream() : Stream.of(this);
  }

  /** All comparisons in it. */
  default Stream<Test> tests() {
    return switch (this) {
      case All(List<Condition> parts) -> parts.stream().flatMap(Condition::tests);
      case Any(List<Condition> parts) -> parts.stream().flatMap(Condition::tests);
      case Not(Condition part) -> part.tests();
      case Test test -> Stream.of(test);
    };
  }

  /** The groups and own fields that it names, which cannot be deleted while it stands. */
  default List<UUID> references() {
    return tests()
        .flatMap(
            test ->
                switch (test.about()) {
                  case OWN -> Stream.of(UUID.fromString(test.of()));
                  case GROUP -> test.values().stream().map(UUID::fromString);
                  default -> Stream.<UUID>empty();
                })
        .distinct()
        .toList();
  }
}
