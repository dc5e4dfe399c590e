package org.jawort.form;

/** What a field asks for. */
public enum FieldType {
  /** The address that signs up. */
  EMAIL("email", "email"),
  /** Vorname. */
  FIRST_NAME("text", "given-name"),
  /** Nachname. */
  LAST_NAME("text", "family-name");

  private final String input;
  private final String autocomplete;

  FieldType(String input, String autocomplete) {
    this.input = input;
    this.autocomplete = autocomplete;
  }

  /** The type of its input element. */
  public String input() {
    return input;
  }

  /** What a browser may fill in by itself (WCAG 2.2, 1.3.5). */
  public String autocomplete() {
    return autocomplete;
  }
}
