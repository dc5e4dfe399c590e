package org.jawort.platform.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What was typed into a page's form, and what is wrong with it: the page is drawn again from this,
 * so nothing typed is lost. A handler takes it as an argument ({@code @Labels("room.form")
 * FormInput form}), asks for each field, and answers 422 unless {@link #isGood}.
 */
public final class FormInput {
  // What turns the writing direction or takes no place; what emoji are joined by is left alone.
  private static final Pattern LINE_CONTROL =
      Pattern.compile(
          "[\\p{Cntrl}\\p{Cs}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u2060\\ufeff]");
  private static final Pattern TEXT_CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\r\\n\\t]]|\\p{Cs}");

  private final MultiValueMap<String, String> values;
  private final List<String> labels;
  private final Map<String, Problem> problems = new LinkedHashMap<>();

  /**
   * What is wrong with a field.
   *
   * @param key of the message that names it and says how to mend it
   * @param arguments for its placeholders
   */
  public record Problem(String key, List<Object> arguments) {}

  private FormInput(MultiValueMap<String, String> values, List<String> labels) {
    this.values = values;
    this.labels = labels;
  }

  /**
   * A form as it was sent.
   *
   * @param labels beginnings of the message keys under which the fields' labels stand: with {@code
   *     tenant.profile} the field {@code name} is called {@code tenant.profile.name}
   */
  public static FormInput of(MultiValueMap<String, String> values, String... labels) {
    return new FormInput(new LinkedMultiValueMap<>(values), List.of(labels));
  }

  /** An empty form, to be filled with {@link #with}. */
  public static FormInput empty() {
    return new FormInput(new LinkedMultiValueMap<>(), List.of());
  }

  /** The same under labels that depend on what the form is about. */
  public FormInput labelled(String... other) {
    return new FormInput(new LinkedMultiValueMap<>(values), List.of(other));
  }

  List<String> labels() {
    return labels;
  }

  /** Fills a field with what is stored. */
  public FormInput with(String field, String... stored) {
    values.put(field, List.of(stored));
    return this;
  }

  /** What was typed, without space around it; empty where nothing was. */
  public String value(String field) {
    String value = values.getFirst(field);
    return value == null ? "" : value.strip();
  }

  /** A password as typed, with the space around it. */
  public String secret(String field) {
    String value = values.getFirst(field);
    return value == null ? "" : value;
  }

  /** Tells whether a box or an option of a field was chosen. */
  public boolean has(String field, String option) {
    return values.getOrDefault(field, List.of()).contains(option);
  }

  /** All that was chosen of a field. */
  public List<String> all(String field) {
    return List.copyOf(values.getOrDefault(field, List.of()));
  }

  /** One line that must be there and at most so many characters. */
  public String required(String field, int most) {
    String value = optional(field, most);
    if (value.isEmpty()) {
      refuse(field, "frame.field.missing");
    }
    return value;
  }

  /** One line of at most so many characters, or nothing. */
  public String optional(String field, int most) {
    return checked(field, most, LINE_CONTROL);
  }

  /** Several lines, together at most so many characters. */
  public String text(String field, int most) {
    return checked(field, most, TEXT_CONTROL).replace("\r\n", "\n");
  }

  private String checked(String field, int most, Pattern forbidden) {
    String value = value(field);
    if (value.length() > most) {
      refuse(field, "frame.field.long", most);
    } else if (forbidden.matcher(value).find()) {
      refuse(field, "frame.field.control");
    }
    return value;
  }

  /** Says what is wrong with a field; the first word about a field stands. */
  public void refuse(String field, String key, Object... arguments) {
    problems.putIfAbsent(field, new Problem(key, List.of(arguments)));
  }

  /** Tells whether nothing was refused. */
  public boolean isGood() {
    return problems.isEmpty();
  }

  /** What was refused, in the order of the fields. */
  public Map<String, Problem> problems() {
    return problems;
  }
}
