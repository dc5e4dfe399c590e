package org.jawort.transfer.imports;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a file is to become.
 *
 * @param field the tenant's own field, for {@link Kind#FIELD} alone
 */
public record ImportTarget(Kind kind, @Nullable UUID field) {
  /** What there is. */
  public enum Kind {
    /** It is left out. */
    IGNORE,
    /** E-mail address. */
    EMAIL,
    /** Mobile number. */
    MOBILE,
    /** First name. */
    FIRST_NAME,
    /** Last name. */
    LAST_NAME,
    /** First and last name in one. */
    FULL_NAME,
    /** Firm. */
    COMPANY,
    /** Language. */
    LANGUAGE,
    /** Customer, supplier, or neither. */
    CONTACT_KIND,
    /** A field of the tenant's own. */
    FIELD,
    /** Whether somebody is subscribed, as the system before said it. */
    STATUS,
    /** When they consented. */
    OPTED_IN_AT,
    /** From which network address. */
    OPTED_IN_IP,
    /** When they confirmed. */
    CONFIRMED_AT,
    /** From which network address. */
    CONFIRMED_IP,
    /** The words that they consented to. */
    WORDING,
    /** Where they consented. */
    SOURCE,
    /** When they unsubscribed. */
    OPTED_OUT_AT,
    /** When their address turned out not to work. */
    BOUNCED_AT;

    /** Whether it says something about a consent. */
    public boolean isEvidence() {
      return compareTo(STATUS) >= 0;
    }

    /** Whether it is a day or a moment. */
    public boolean isMoment() {
      return this == OPTED_IN_AT
          || this == CONFIRMED_AT
          || this == OPTED_OUT_AT
          || this == BOUNCED_AT;
    }
  }

  private static final String FIELD = "FIELD:";

  /** One that is no field of the tenant's own. */
  public static ImportTarget of(Kind kind) {
    return new ImportTarget(kind, null);
  }

  /** Reads what {@link #toString} wrote; empty where it is something else. */
  public static Optional<ImportTarget> parse(String text) {
    try {
      return Optional.of(
          text.startsWith(FIELD)
              ? new ImportTarget(Kind.FIELD, UUID.fromString(text.substring(FIELD.length())))
              : of(Kind.valueOf(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether days may stand there; of a field of the tenant's own, that is to be looked at. */
  public boolean holdsDays() {
    return kind.isMoment() || kind == Kind.FIELD;
  }

  @Override
  public String toString() {
    return field == null ? kind.name() : FIELD + field;
  }
}
