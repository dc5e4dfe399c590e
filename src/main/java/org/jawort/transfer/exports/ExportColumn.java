package org.jawort.transfer.exports;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A column of the file.
 *
 * @param kind what it tells
 * @param of the key of the purpose, or the id of the own field; empty for all else
 */
public record ExportColumn(Kind kind, String of) {
  /** What a column tells. */
  public enum Kind {
    /** Id of the contact. */
    CONTACT("contact"),
    /** Id of the contact point. */
    CONTACT_POINT("contactPoint"),
    /** First name. */
    FIRST_NAME("firstName"),
    /** Last name. */
    LAST_NAME("lastName"),
    /** Firm. */
    COMPANY("company"),
    /** E-mail address or mobile number. */
    ADDRESS("address"),
    /** EMAIL or SMS. */
    CHANNEL("channel"),
    /** Customer, supplier or other. */
    KIND("kind"),
    /** Code of the language. */
    LANGUAGE("language"),
    /** How the contact came here. */
    SOURCE("source"),
    /** When. */
    CREATED("created"),
    /** The mail block, by its reason. */
    MAIL_BLOCK("mailBlock"),
    /** Names of the groups. */
    GROUPS("groups"),
    /** The status of the consent for a purpose; UNKNOWN for whoever was never asked. */
    CONSENT("consent"),
    /** Since when. */
    CONSENT_SINCE("consentSince"),
    /** What stands in an own field. */
    FIELD("field");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** How an address or the API writes it. */
    public String code() {
      return code;
    }

    /** Whether it is about one of several. */
    boolean isOfOne() {
      return this == CONSENT || this == CONSENT_SINCE || this == FIELD;
    }
  }

  /** A column of which there is one. */
  public static ExportColumn of(Kind kind) {
    return new ExportColumn(kind, "");
  }

  /** Reads what {@link #code} wrote; empty where it is none. */
  public static Optional<ExportColumn> of(String code) {
    int dot = code.indexOf('.');
    String name = dot < 0 ? code : code.substring(0, dot);
    String of = dot < 0 ? "" : code.substring(dot + 1);
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code().equals(name) && kind.isOfOne() == !of.isEmpty())
        .map(kind -> new ExportColumn(kind, of))
        .filter(column -> column.kind() != Kind.FIELD || column.field() != null)
        .findFirst();
  }

  /** How an address or the API writes it, such as {@code consent.newsletter}. */
  public String code() {
    return of.isEmpty() ? kind.code() : kind.code() + "." + of;
  }

  /** The own field; null where there is none of that id. */
  @Nullable UUID field() {
    try {
      return kind == Kind.FIELD ? UUID.fromString(of) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
