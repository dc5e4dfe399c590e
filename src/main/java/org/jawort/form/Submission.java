package org.jawort.form;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What came in, in its order, unchecked; names may repeat. */
public record Submission(List<Entry> entries) {
  /** What a ticked box sends. */
  static final Set<String> TICKED = Set.of("on", "true", "1", "yes");

  /** Copies the entries. */
  public Submission {
    entries = List.copyOf(entries);
  }

  /** A name and its value. */
  public record Entry(String name, String value, Type type) {}

  /** What kind of value came. */
  public enum Type {
    /** Text. */
    TEXT,
    /** A JSON boolean; the value is "true" or "false". */
    BOOLEAN,
    /** A JSON number, list or object; the value says nothing. */
    OTHER
  }

  /** The first entry of the name. */
  public Optional<Entry> first(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The entries of these names alone, in their order. */
  public Submission only(Predicate<String> names) {
    return new Submission(entries.stream().filter(entry -> names.test(entry.name())).toList());
  }

  /** Every entry of the name, in their order. */
  public List<Entry> all(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).toList();
  }

  /** The same with none of the boxes ticked. */
  public Submission without(List<FormBox> boxes) {
    return new Submission(
        entries.stream()
            .filter(entry -> boxes.stream().noneMatch(box -> box.key().equals(entry.name())))
            .toList());
  }

  /** The first text of the name, as typed, or nothing. */
  public String text(String name) {
    return first(name).filter(e -> e.type() == Type.TEXT).map(Entry::value).orElse("");
  }

  /**
   * Tells whether the box of the name came ticked, in one of the ways that browsers and programs
   * use.
   */
  public boolean ticked(String name) {
    return first(name).filter(entry -> TICKED.contains(entry.value())).isPresent();
  }
}
