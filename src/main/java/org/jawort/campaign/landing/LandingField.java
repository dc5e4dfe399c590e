package org.jawort.campaign.landing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can stand in a text in place of words: {@code {{ first_name | default("Sie") }}}. */
public enum LandingField {
  /** The firm's name. */
  TENANT(false),
  /** The visitor's first name. */
  FIRST_NAME(true),
  /** The visitor's last name. */
  LAST_NAME(true);

  private final boolean personal;

  LandingField(boolean personal) {
    this.personal = personal;
  }

  /** Tells whether it says who the visitor is. */
  public boolean isPersonal() {
    return personal;
  }

  /** As it is written in a text. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LandingField> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
  }
}
