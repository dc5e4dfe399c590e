package org.jawort.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jawort.platform.Spelling;

/** Reads what came for one field that is no address. */
final class FieldCheck {
  private static final Pattern NUMBER = Pattern.compile("[-+\u2212]?[0-9]{1,15}([.,][0-9]{1,10})?");
  private static final Pattern LINE_ENDS = Pattern.compile("\r\n?");
  private static final Pattern IN_LINES = Pattern.compile("[\n\t]");

  // A day as browsers send it, and as people write it: 24.12.2026, 24. 12. 2026.
  private static final DateTimeFormatter WRITTEN =
      new DateTimeFormatterBuilder()
          .appendPattern("d.M.uuuu")
          .toFormatter()
          .withChronology(IsoChronology.INSTANCE)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

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

  /** Looks at all that came under the name of the field. */
  static Read read(FormField field, List<Entry> entries) {
    if (entries.stream().anyMatch(entry -> !fits(field, entry))) {
      return bad(FieldError.Code.WRONG_TYPE);
    }
    List<String> values = entries.stream().map(Entry::value).toList();
    Read read =
        field.type() == FieldType.CHOICES
            ? choices(field, values)
            : one(field, values.isEmpty() ? "" : values.getFirst().strip());
    boolean lacking = read instanceof Good(var text) && text.isEmpty() && field.required();
    return lacking ? bad(FieldError.Code.MISSING) : read;
  }

  private static boolean fits(FormField field, Entry entry) {
    return entry.type() == Type.TEXT
        || entry.type() == Type.BOOLEAN && field.type() == FieldType.YES_NO;
  }

  private static Read one(FormField field, String text) {
    if (text.isEmpty()) {
      return new Good("");
    }
    return switch (field.type()) {
      case LINES -> lines(field, LINE_ENDS.matcher(text).replaceAll("\n"));
      case NUMBER -> number(text);
      case DATE -> date(text);
      case CHOICE, CHOICES ->
          field.options().contains(text) ? new Good(text) : bad(FieldError.Code.UNKNOWN_OPTION);
      case YES_NO ->
          text.equals("true") || text.equals("false")
              ? new Good(text)
              : bad(FieldError.Code.WRONG_TYPE);
      case EMAIL, FIRST_NAME, LAST_NAME, TEXT, NOTE -> line(field, text);
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

  private static Read number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return bad(FieldError.Code.NO_NUMBER);
    }
    String plain = text.replace(',', '.').replace('\u2212', '-').replace("+", "");
    return new Good(new BigDecimal(plain).toPlainString());
  }

  private static Read date(String text) {
    try {
      LocalDate day =
          text.indexOf('.') < 0
              ? LocalDate.parse(text)
              : LocalDate.parse(text.replace(" ", ""), WRITTEN);
      return day.isBefore(EARLIEST) || day.isAfter(LATEST)
          ? bad(FieldError.Code.NO_DATE)
          : new Good(day.toString());
    } catch (DateTimeException e) {
      return bad(FieldError.Code.NO_DATE);
    }
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
