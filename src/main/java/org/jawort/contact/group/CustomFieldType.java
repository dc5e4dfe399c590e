package org.jawort.contact.group;

/** What a tenant's own field of its contacts holds. */
public enum CustomFieldType {
  /** A line of text. */
  TEXT,
  /** A number, kept with a point. */
  NUMBER,
  /** A day, kept as in ISO 8601. */
  DATE,
  /** One of the choices. */
  CHOICE,
  /** Any number of the choices, kept a line each. */
  CHOICES,
  /** Kept as {@code true} or {@code false}; a "no" is something, too. */
  YES_NO;

  /** Whether it has choices. */
  public boolean hasChoices() {
    return this == CHOICE || this == CHOICES;
  }
}
