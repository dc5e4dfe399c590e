package org.jawort.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.contact.group.CustomField;

/**
 * In which order the contact list stands. Whoever has nothing in the column comes last, either way.
 *
 * @param field the own field, where it is one
 */
public record ContactOrder(By by, boolean descending, Optional<CustomField> field) {
  /** The one nobody has to ask for. */
  public static final ContactOrder NEWEST = of(By.CREATED, true);

  /** What it goes by. */
  public enum By {
    /** When the address came here. */
    CREATED(true),
    /** Last name, first name; of whoever has neither, the firm. */
    NAME(true),
    /** The firm. */
    COMPANY(true),
    /** The address, numbers behind e-mail addresses. */
    ADDRESS(true),
    /** How far the consent to the newsletter has come. */
    STATUS(false),
    /** Since when that status stands. */
    SINCE(false),
    /** The reason of the mail block. */
    BLOCK(false),
    /** Customer, supplier or other. */
    KIND(false),
    /** The contact's language. */
    LANGUAGE(false),
    /** How the contact came here. */
    SOURCE(false),
    /** One of the tenant's own fields, as its type is ordered. */
    OWN(false);

    private final boolean indexed;

    By(boolean indexed) {
      this.indexed = indexed;
    }

    /** Whether any number of entries can be put in this order, and not the counted ones alone. */
    public boolean isIndexed() {
      return indexed;
    }
  }

  /** One that is not by an own field. */
  public static ContactOrder of(By by, boolean descending) {
    return new ContactOrder(by, descending, Optional.empty());
  }

  /**
   * Reads what {@link #code} wrote; the newest first where it is nothing known.
   *
   * @param fields the tenant's own ones
   */
  public static ContactOrder of(String code, List<CustomField> fields) {
    boolean descending = code.startsWith("-");
    String name = descending ? code.substring(1) : code;
    Optional<ContactOrder> known =
        Arrays.stream(By.values())
            .filter(by -> by != By.OWN && code(by).equals(name))
            .findFirst()
            .map(by -> of(by, descending));
    return known
        .or(
            () ->
                fields.stream()
                    .filter(field -> field.id().toString().equals(name))
                    .findFirst()
                    .map(field -> new ContactOrder(By.OWN, descending, Optional.of(field))))
        .orElse(NEWEST);
  }

  /**
   * As an address writes it: the column, or the id of the own field, behind a minus if descending.
   */
  public String code() {
    return (descending ? "-" : "") + column();
  }

  /** The same without the direction. */
  public String column() {
    return field.map(own -> own.id().toString()).orElseGet(() -> code(by));
  }

  private static String code(By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }
}
