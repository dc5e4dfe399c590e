package org.jawort.form;

/** What a field asks for. */
public enum FieldType {
  /**
   * The address that signs up. A text field with the keyboard for addresses: browsers refuse
   * international addresses in fields for e-mail, or rewrite their domains.
   */
  EMAIL("email", "email"),
  /** Vorname. */
  FIRST_NAME("text", "given-name"),
  /** Nachname. */
  LAST_NAME("text", "family-name");

  private final String keyboard;
  private final String autocomplete;

  FieldType(String keyboard, String autocomplete) {
    this.keyboard = keyboard;
    this.autocomplete = autocomplete;
  }

  /** The keyboard that it wants (inputmode). */
  public String keyboard() {
    return keyboard;
  }

  /** What a browser may fill in by itself (WCAG 2.2, 1.3.5). */
  public String autocomplete() {
    return autocomplete;
  }
}
