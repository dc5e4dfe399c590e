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
  LAST_NAME("text", "family-name"),
  /** Firma. */
  COMPANY("text", "organization"),
  /** A mobile number of theirs; it proves nothing, and becomes a contact point by the click. */
  MOBILE("tel", "tel"),
  /** A line of text. */
  TEXT("text", ""),
  /** Several lines of text. */
  LINES("text", ""),
  /** A number, with or without a fraction, as the form's readers write it. */
  NUMBER("decimal", ""),
  /** A day. */
  DATE("text", ""),
  /** One of the options. */
  CHOICE("text", ""),
  /** Any number of the options. */
  CHOICES("text", ""),
  /** Yes or no; a "no" is an answer, too. */
  YES_NO("text", ""),
  /** Asks nothing: a text between the fields. */
  NOTE("text", "");

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

  /** What a browser may fill in by itself (WCAG 2.2, 1.3.5), or nothing. */
  public String autocomplete() {
    return autocomplete;
  }

  /** Whether it is one of a contact's own, of which a form has one at most. */
  public boolean ofContact() {
    return this == EMAIL || this == COMPANY || this == MOBILE || isName();
  }

  /** Whether it is a part of somebody's name. */
  public boolean isName() {
    return this == FIRST_NAME || this == LAST_NAME;
  }

  /** Whether people choose among options. */
  public boolean hasOptions() {
    return this == CHOICE || this == CHOICES;
  }

  /** Whether a submission has a value for it. */
  public boolean asks() {
    return this != NOTE;
  }
}
