package org.jawort.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jawort.contact.address.MobileNumber;
import org.jawort.contact.group.WrittenValue;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jawort.platform.Spelling;

/** Reads what came for one field that is no address. */
final class FieldCheck {
  private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");
  private static final Pattern IN_LINES = Pattern.compile("[\n\t]");

  private FieldCheck() {}

  /** What reading led to. */
  sealed interface Read {}

  /**
   * It can be kept.
   *
   * @param text as {@link FormAnswer} has it; empty where nothing came
   */
  record Good(String text) implements Read {}

  /** It cannot. */
  record Bad(FieldError.Code code, int limit) implements Read {}

  private static Read bad(FieldError.Code code) {
    return new Bad(code, 0);
  }

  /** Looks at all that came under the name of a field that asks for no number of a country. */
  static Read read(FormField field, List<Entry> entries) {
    return read(field, entries, MobileNumber.NO_COUNTRY);
  }

  /**
   * Looks at all that came under the name of the field.
   *
   * @param country as whose own national telephone numbers are read
   */
  static Read read(FormField field, List<Entry> entries, String country) {
    if (entries.stream().anyMatch(entry -> !fits(field, entry))) {
      return bad(FieldError.Code.WRONG_TYPE);
    }
    List<String> values = entries.stream().map(Entry::value).toList();
    Read read =
        field.type() == FieldType.CHOICES
            ? choices(field, values)
            : one(field, values.isEmpty() ? "" : values.getFirst().strip(), country);
    boolean lacking = read instanceof Good(var text) && text.isEmpty() && field.required();
    return lacking ? bad(FieldError.Code.MISSING) : read;
  }

  private static boolean fits(FormField field, Entry entry) {
    return entry.type() == Type.TEXT
        || entry.type() == Type.BOOLEAN && field.type() == FieldType.YES_NO;
  }

  private static Read one(FormField field, String text, String country) {
    if (text.isEmpty()) {
      return new Good("");
    }
    return switch (field.type()) {
      case LINES -> lines(field, LINE_ENDS.matcher(text).replaceAll("\n"));
      case NUMBER -> or(WrittenValue.number(text), FieldError.Code.NO_NUMBER);
      case DATE -> or(WrittenValue.day(text), FieldError.Code.NO_DATE);
      case MOBILE -> mobile(text, country);
      case CHOICE, CHOICES ->
          field.options().contains(text) ? new Good(text) : bad(FieldError.Code.UNKNOWN_OPTION);
      case YES_NO ->
          text.equals("true") || text.equals("false")
              ? new Good(text)
              : bad(FieldError.Code.WRONG_TYPE);
      case EMAIL, FIRST_NAME, LAST_NAME, COMPANY, TEXT, NOTE -> line(field, text);
    };
  }

  private static Read line(FormField field, String text) {
    if (text.length() > field.maxLength()) {
      return new Bad(FieldError.Code.TOO_LONG, field.maxLength());
    }
    return Spelling.UNSEEN.matcher(text).find()
        ? bad(FieldError.Code.HIDDEN_CHARACTER)
        : new Good(text);
  }

  private static Read lines(FormField field, String text) {
    Read read = line(field, IN_LINES.matcher(text).replaceAll(" "));
    return read instanceof Good ? new Good(text) : read;
  }

  private static Read or(Optional<String> read, FieldError.Code code) {
    return read.<Read>map(Good::new).orElseGet(() -> bad(code));
  }

  private static Read mobile(String text, String country) {
    return MobileNumber.parse(text, country) instanceof MobileNumber.Valid(MobileNumber number)
        ? new Good(number.key())
        : bad(FieldError.Code.NO_MOBILE);
  }

  /** In the order of the form, each once. */
  private static Read choices(FormField field, List<String> values) {
    Set<String> chosen = new LinkedHashSet<>(values);
    chosen.remove("");
    if (!field.options().containsAll(chosen)) {
      return bad(FieldError.Code.UNKNOWN_OPTION);
    }
    return new Good(String.join("\n", field.options().stream().filter(chosen::contains).toList()));
  }
}
