package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.address.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A field, or a text between the fields.
 *
 * @param name in the submission
 * @param label as shown; of a {@link FieldType#NOTE}, its text
 * @param required whether it must be filled in; by law 5 the address alone, so that everything else
 *     is a warning to whoever edits the form
 * @param maxLength most characters; of an address, octets; says nothing where one chooses
 * @param help a sentence below the label, or null
 * @param options among which to choose, in their order; empty where nothing is chosen
 * @param contactField the tenant's own field of the contact into which the answer goes by the
 *     person's click, or null where it stays with the submission
 */
public record FormField(
    String name,
    String label,
    FieldType type,
    boolean required,
    int maxLength,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String help,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> options,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID contactField) {
  /** Most characters of a name. */
  public static final int LONGEST_NAME = 40;

  /** Most characters of a label. */
  public static final int LONGEST_LABEL = 200;

  /** Most characters of a text between the fields. */
  public static final int LONGEST_NOTE = 2000;

  /** Most characters of a help. */
  public static final int LONGEST_HELP = 300;

  /** Most characters that an answer may ever have. */
  public static final int LONGEST_ANSWER = 5000;

  private static final int USUAL_LINE = 200;
  private static final int USUAL_LINES = 2000;

  /** Takes what an older version of the program left out as not there. */
  public FormField {
    options = options == null ? List.of() : List.copyOf(options);
  }

  /** A field whose answer stays with the submission, or is one of a contact's own. */
  public FormField(
      String name,
      String label,
      FieldType type,
      boolean required,
      int maxLength,
      @Nullable String help,
      List<String> options) {
    this(name, label, type, required, maxLength, help, options, null);
  }

  /** The same with its answer going into a field of the contact, or staying. */
  public FormField into(@Nullable UUID field) {
    return new FormField(name, label, type, required, maxLength, help, options, field);
  }

  /** A field without help and options. */
  public static FormField of(
      String name, String label, FieldType type, boolean required, int maxLength) {
    return new FormField(name, label, type, required, maxLength, null, List.of());
  }

  /** Most characters of an answer where nobody says otherwise; of an address, octets. */
  public static int usualLength(FieldType type) {
    return switch (type) {
      case EMAIL -> EmailAddress.MOST_OCTETS;
      case LINES -> USUAL_LINES;
      default -> USUAL_LINE;
    };
  }
}
