package org.jawort.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.Evidence;
import org.jawort.contact.address.EmailAddress;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S0-06 A submission is checked as a whole against the form that was shown")
class SubmissionCheckTest {
  private static final UUID WORDING = new UUID(1, 2);
  private static final FormDefinition FORM =
      new FormDefinition(
          "Newsletter",
          "Intro",
          List.of(
              FormField.of("email", "E-Mail", FieldType.EMAIL, true, 254),
              FormField.of("firstName", "Vorname", FieldType.FIRST_NAME, false, 100),
              FormField.of("lastName", "Nachname", FieldType.LAST_NAME, true, 100)),
          List.of(
              new FormBox("newsletter", "Ja bitte", WORDING, false, true),
              new FormBox("extra", "Mehr", null, true, false)),
          "Anmelden",
          "Widerruf",
          "Danke",
          "Bitte bestätigen",
          null,
          null,
          "Datenschutz",
          "homepage",
          2);

  private final List<Entry> entries =
      new ArrayList<>(
          List.of(
              text("email", " ada@Example.org "),
              text("lastName", " Lovelace "),
              text("newsletter", "true")));

  @Test
  void complete() {
    assertThat(check())
        .isEqualTo(
            new SubmissionCheckOutcome.Complete(
                new EmailAddress("ada@Example.org", "ada@example.org"),
                null,
                "Lovelace",
                List.of(),
                List.of(
                    new Evidence.Box("newsletter", WORDING, "Ja bitte", true),
                    new Evidence.Box("extra", null, "Mehr", false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "true", "1", "yes"})
  void waysToTick(String value) {
    entries.set(2, text("newsletter", value));
    assertThat(check()).isInstanceOf(SubmissionCheckOutcome.Complete.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'',NOT_TICKED",
    "off,NOT_TICKED",
    "0,NOT_TICKED",
    "maybe,WRONG_TYPE",
    "TRUE,WRONG_TYPE"
  })
  void waysNotToTick(String value, FieldError.Code code) {
    entries.set(2, text("newsletter", value));
    assertThat(faults()).containsExactly(new FieldError("newsletter", code, 0));
  }

  @Test
  void everythingWrongAtOnce() {
    entries.clear();
    entries.add(text("email", "ada"));
    entries.add(text("firstName", "A\u0000da"));
    entries.add(text("lastName", "x".repeat(101)));
    entries.add(text("evil", "1"));
    entries.add(text("evil", "2"));
    entries.add(text("firstName", "Eve"));
    assertThat(faults())
        .containsExactly(
            new FieldError("email", FieldError.Code.AT_SIGN, 254),
            new FieldError("firstName", FieldError.Code.HIDDEN_CHARACTER, 0),
            new FieldError("lastName", FieldError.Code.TOO_LONG, 100),
            new FieldError("newsletter", FieldError.Code.NOT_TICKED, 0),
            new FieldError("evil", FieldError.Code.UNKNOWN_FIELD, 0),
            new FieldError("firstName", FieldError.Code.DUPLICATE_FIELD, 0));
  }

  @Test
  void asLongAsItMayBe() {
    entries.set(1, text("lastName", "x".repeat(100)));
    assertThat(check()).isInstanceOf(SubmissionCheckOutcome.Complete.class);
    entries.set(1, text("lastName", "x".repeat(101)));
    assertThat(faults()).containsExactly(new FieldError("lastName", FieldError.Code.TOO_LONG, 100));
  }

  @Test
  void nothingAtAll() {
    entries.clear();
    assertThat(faults())
        .extracting(FieldError::code)
        .containsExactly(
            FieldError.Code.MISSING, FieldError.Code.MISSING, FieldError.Code.NOT_TICKED);
  }

  @Test
  void twiceTheSameBoxIsNoAnswer() {
    entries.add(text("newsletter", "false"));
    assertThat(faults())
        .containsExactly(new FieldError("newsletter", FieldError.Code.DUPLICATE_FIELD, 0));
  }

  @Test
  void typesOfJson() {
    entries.clear();
    entries.add(new Entry("email", "true", Type.BOOLEAN));
    entries.add(new Entry("lastName", "", Type.OTHER));
    entries.add(new Entry("newsletter", "", Type.OTHER));
    assertThat(faults())
        .extracting(FieldError::code)
        .containsOnly(FieldError.Code.WRONG_TYPE)
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0x00, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x200b, 0x2028, 0x202e, 0x2066, 0xd800, 0xfeff})
  void hiddenCharactersInNames(int code) {
    entries.add(text("firstName", "A" + (char) code + "da"));
    assertThat(faults())
        .containsExactly(new FieldError("firstName", FieldError.Code.HIDDEN_CHARACTER, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Zoë", "D’Arcy-O'Neil", "王小明", "نور", "نوشین‌دخت", "Ada 🚀", "<b>Ada</b>"})
  void namesThatPeopleHave(String name) {
    entries.add(text("firstName", name));
    assertThat(((SubmissionCheckOutcome.Complete) check()).firstName()).isEqualTo(name);
  }

  @Test
  void namesOfUnknownFieldsAreShownShortAndVisible() {
    entries.add(text("x\u202e" + "y".repeat(1000), ""));
    assertThat(faults().getFirst().field()).hasSize(61).startsWith("x\ufffdy").endsWith("…");
  }

  @Test
  void ownHiddenFieldsAreKnown() {
    entries.add(text("homepage", ""));
    entries.add(text(FormDefinition.SHOWN_AT, ""));
    assertThat(check()).isInstanceOf(SubmissionCheckOutcome.Complete.class);
  }

  @Test
  void definitionsSurviveTheDatabase() {
    assertThat(DefinitionJson.read(DefinitionJson.write(FORM))).isEqualTo(FORM);
  }

  @Test
  void keysOfForms() {
    assertThat(FormKey.make(1)).matches("1-[a-hjkmnp-z2-9]{10}");
    assertThat(FormKey.tenantNumber(FormKey.make(Integer.MAX_VALUE))).hasValue(Integer.MAX_VALUE);
    for (String wrong :
        List.of(
            "",
            "1",
            "1-",
            "-abcdefghjk",
            "0-abcdefghjk",
            "1-abcdefghjl",
            "zzzzzz-abcdefghjk",
            "1-abcdefghjkk",
            "A-abcdefghjk",
            "../1-abcdefghjk")) {
      assertThat(FormKey.tenantNumber(wrong)).as(wrong).isEmpty();
    }
  }

  private SubmissionCheckOutcome check() {
    return SubmissionCheck.of(FORM, new Submission(entries));
  }

  private List<FieldError> faults() {
    return ((SubmissionCheckOutcome.Faulty) check()).faults();
  }

  private static Entry text(String name, String value) {
    return new Entry(name, value, Type.TEXT);
  }
}
