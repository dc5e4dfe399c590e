package org.jawort.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jawort.form.FieldCheck.Bad;
import org.jawort.form.FieldCheck.Good;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("S1-12 What comes for a field of one's own is read as people write it")
class FieldCheckTest {
  private static FormField field(FieldType type) {
    return new FormField("f", "F", type, false, 10, null, List.of("Kunst", "Musik", "Sport"));
  }

  private static FieldCheck.Read read(FieldType type, String... values) {
    return FieldCheck.read(
        field(type), Arrays.stream(values).map(value -> new Entry("f", value, Type.TEXT)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "12,12",
    "' 12,5 ',12.5",
    "-3.50,-3.50",
    "\u22124,-4",
    "+7,7",
    "0,0",
    "007,7",
    "123456789012345.0123456789,123456789012345.0123456789"
  })
  void numbers(String typed, String kept) {
    assertThat(read(FieldType.NUMBER, typed)).isEqualTo(new Good(kept));
  }

  @ParameterizedTest
  @CsvSource({"zwölf", "1.000.000", "1e9", "--1", "NaN", "0x10", "1 000", "1234567890123456", "٣"})
  void noNumbers(String typed) {
    assertThat(read(FieldType.NUMBER, typed)).isEqualTo(new Bad(FieldError.Code.NO_NUMBER, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-24,2026-12-24",
    "24.12.2026,2026-12-24",
    "24. 12. 2026,2026-12-24",
    "1.2.2026,2026-02-01",
    "29.02.2028,2028-02-29",
    "1900-01-01,1900-01-01",
    "2199-12-31,2199-12-31"
  })
  void dates(String typed, String kept) {
    assertThat(read(FieldType.DATE, typed)).isEqualTo(new Good(kept));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-29",
    "31.04.2026",
    "24/12/2026",
    "gestern",
    "1899-12-31",
    "2200-01-01",
    "24.12.26",
    "0000-00-00"
  })
  void noDates(String typed) {
    assertThat(read(FieldType.DATE, typed)).isEqualTo(new Bad(FieldError.Code.NO_DATE, 0));
  }

  @Test
  void choices() {
    assertThat(read(FieldType.CHOICE, "Musik")).isEqualTo(new Good("Musik"));
    assertThat(read(FieldType.CHOICE, "musik"))
        .isEqualTo(new Bad(FieldError.Code.UNKNOWN_OPTION, 0));
    assertThat(read(FieldType.CHOICES, "Sport", "Kunst", "Sport", ""))
        .isEqualTo(new Good("Kunst\nSport"));
    assertThat(read(FieldType.CHOICES, "Kunst\nSport"))
        .isEqualTo(new Bad(FieldError.Code.UNKNOWN_OPTION, 0));
    assertThat(read(FieldType.CHOICES)).isEqualTo(new Good(""));
  }

  @Test
  void yesAndNo() {
    FormField required = FormField.of("f", "F", FieldType.YES_NO, true, 10);
    var no = List.of(new Entry("f", "false", Type.BOOLEAN));
    assertThat(FieldCheck.read(required, no)).isEqualTo(new Good("false"));
    assertThat(FieldCheck.read(required, List.of())).isEqualTo(new Bad(FieldError.Code.MISSING, 0));
    assertThat(read(FieldType.YES_NO, "on")).isEqualTo(new Bad(FieldError.Code.WRONG_TYPE, 0));
    assertThat(FieldCheck.read(field(FieldType.TEXT), no))
        .isEqualTo(new Bad(FieldError.Code.WRONG_TYPE, 0));
  }

  @Test
  void lines() {
    assertThat(read(FieldType.LINES, " a\r\nb\r\tc ")).isEqualTo(new Good("a\nb\n\tc"));
    assertThat(read(FieldType.LINES, "a\u202eb"))
        .isEqualTo(new Bad(FieldError.Code.HIDDEN_CHARACTER, 0));
    assertThat(read(FieldType.LINES, "12345678901"))
        .isEqualTo(new Bad(FieldError.Code.TOO_LONG, 10));
    assertThat(read(FieldType.TEXT, "a\nb"))
        .isEqualTo(new Bad(FieldError.Code.HIDDEN_CHARACTER, 0));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EMAIL", "NOTE"},
      mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("What was left empty is missing only where it must be there")
  void empty(FieldType type) {
    assertThat(read(type)).isEqualTo(new Good(""));
    FormField required = new FormField("f", "F", type, true, 10, null, List.of("a", "b"));
    var blank = List.of(new Entry("f", " ", Type.TEXT));
    assertThat(FieldCheck.read(required, type == FieldType.CHOICES ? List.of() : blank))
        .isEqualTo(new Bad(FieldError.Code.MISSING, 0));
  }
}
