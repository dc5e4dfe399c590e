package org.jawort.desk.web.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jawort.consent.filter.About;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.Operator;

/** A condition as it is put together on a page: lines, and boxes of lines within one another. */
public sealed interface BuiltPart {
  /** How the parts of a box belong together. */
  enum Kind {
    /** All of them hold. */
    ALL,
    /** At least one holds. */
    ANY,
    /** None holds. */
    NONE
  }

  /** A box. */
  record Box(Kind kind, List<BuiltPart> parts) implements BuiltPart {
    /** Copies the parts. */
    public Box {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A line.
   *
   * @param about what it is about, with the purpose or the own field behind a colon; empty while
   *     nothing is chosen
   * @param is the operator's name, with an exclamation mark before it where it must not hold
   * @param values as typed or chosen
   */
  record Line(String about, String is, List<String> values) implements BuiltPart {
    /** Copies the values. */
    public Line {
      values = List.copyOf(values);
    }

    /** The values, each in a line. */
    public String text() {
      return String.join("\n", values);
    }

    private Condition.Test test() {
      int colon = about.indexOf(':');
      return new Condition.Test(
          BuiltPart.about(this),
          colon < 0 ? "" : about.substring(colon + 1),
          operator(this),
          values);
    }
  }

  /** A line in which nothing is chosen yet. */
  Line BLANK = new Line("", "", List.of());

  /** A box with one such line. */
  Box BLANK_BOX = new Box(Kind.ANY, List.of(BLANK));

  /** Whether it is a box. */
  default boolean isBox() {
    return this instanceof Box;
  }

  /** What a condition looks like; it always is in a box. */
  static Box of(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> parts) -> new Box(Kind.ALL, parts(parts));
      case Condition.Any(List<Condition> parts) -> new Box(Kind.ANY, parts(parts));
      case Condition.Not(Condition.Any(List<Condition> parts)) -> new Box(Kind.NONE, parts(parts));
      case Condition.Not(Condition.Not(Condition part)) -> of(part);
      case Condition.Not(Condition.All all) -> new Box(Kind.NONE, List.of(of(all)));
      case Condition.Not(Condition.Test test) -> new Box(Kind.ALL, List.of(line(test, "!")));
      case Condition.Test test -> new Box(Kind.ALL, List.of(line(test, "")));
    };
  }

  private static List<BuiltPart> parts(List<Condition> parts) {
    return parts.stream()
        .<BuiltPart>map(
            part ->
                switch (part) {
                  case Condition.Test test -> line(test, "");
                  case Condition.Not(Condition.Test test) -> line(test, "!");
                  default -> of(part);
                })
        .toList();
  }

  private static Line line(Condition.Test test, String not) {
    String about = test.about() + (test.of().isEmpty() ? "" : ":" + test.of());
    return new Line(about, not + test.is(), test.values());
  }

  /** The condition that it is; lines in which nothing is chosen say nothing. */
  default Condition condition() {
    return switch (this) {
      case Box(Kind kind, List<BuiltPart> parts) -> {
        List<Condition> all = said(parts).map(BuiltPart::condition).toList();
        yield switch (kind) {
          case ALL -> new Condition.All(all);
          case ANY -> new Condition.Any(all);
          case NONE -> new Condition.Not(new Condition.Any(all));
        };
      }
      case Line line -> {
        Condition test = line.test();
        yield line.is().startsWith("!") ? new Condition.Not(test) : test;
      }
    };
  }

  /** Those of which something was chosen, in which alone something can be wrong. */
  static Stream<BuiltPart> said(List<BuiltPart> parts) {
    return parts.stream().filter(part -> !(part instanceof Line line && line.about().isEmpty()));
  }

  /** Whether anything was chosen in it. */
  default boolean saysSomething() {
    return switch (this) {
      case Box(Kind kind, List<BuiltPart> parts) ->
          parts.stream().anyMatch(BuiltPart::saysSomething);
      case Line line -> !line.about().isEmpty();
    };
  }

  /**
   * The same with something done to the part at a place, such as 0.2 for the third of the first.
   */
  default BuiltPart at(String place, UnaryOperator<BuiltPart> change) {
    if (place.isEmpty()) {
      return change.apply(this);
    }
    if (!(this instanceof Box(Kind kind, List<BuiltPart> parts))) {
      return this;
    }
    int dot = place.indexOf('.');
    int index = Integer.parseInt(dot < 0 ? place : place.substring(0, dot));
    var changed = new ArrayList<>(parts);
    if (index < changed.size()) {
      changed.set(index, changed.get(index).at(dot < 0 ? "" : place.substring(dot + 1), change));
    }
    return new Box(kind, changed);
  }

  /** The same without the part at a place. */
  default BuiltPart without(String place) {
    int dot = place.lastIndexOf('.');
    int index = Integer.parseInt(place.substring(dot + 1));
    return at(
        dot < 0 ? "" : place.substring(0, dot),
        part -> {
          if (!(part instanceof Box(Kind kind, List<BuiltPart> parts))) {
            return part;
          }
          var rest = new ArrayList<>(parts);
          if (index < rest.size()) {
            rest.remove(index);
          }
          return new Box(kind, rest);
        });
  }

  /** The same with one more part in it. */
  default BuiltPart with(BuiltPart more) {
    return this instanceof Box(Kind kind, List<BuiltPart> parts)
        ? new Box(kind, Stream.concat(parts.stream(), Stream.of(more)).toList())
        : this;
  }

  private static Operator operator(Line line) {
    String name = line.is().replaceFirst("^!", "");
    return Stream.of(Operator.values())
        .filter(is -> is.name().equals(name))
        .findFirst()
        .orElse(Operator.IS);
  }

  /** What a line is about; the last name where it is nothing that is known. */
  static About about(Line line) {
    String name = line.about().replaceFirst(":.*", "");
    return Stream.of(About.values())
        .filter(about -> about.name().equals(name))
        .findFirst()
        .orElse(About.LAST_NAME);
  }
}
