package org.jawort.form.shield;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jawort.contact.address.EmailAddress;
import org.jawort.form.FieldType;
import org.jawort.form.FormAnswer;
import org.jawort.form.FormDefinition;
import org.jawort.form.FormField;
import org.jawort.form.SubmissionCheckOutcome.Complete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B-07 Texts that are sent to be clicked on are told from those that people write")
class SpamTextTest {
  private static final FormDefinition FORM =
      new FormDefinition(
          "",
          "",
          List.of(
              FormField.of("line", "Website", FieldType.TEXT, false, 200),
              FormField.of("lines", "Nachricht", FieldType.LINES, false, 2000)),
          List.of(),
          "",
          "",
          "",
          "",
          null,
          null,
          "",
          "leaveEmpty",
          2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ich war am 3.4. bei Ihnen und/oder am 5.6./7.6. – siehe https://salon.example/termin",
        "Zwei Fotos: https://a.example/1 und www.b.example/2, danke!",
        "[Bitte] anrufen [abends]",
        "ada@example.org ist meine andere Adresse",
        "Größe S/M, ca. 12.5 kg"
      })
  void written(String text) {
    assertThat(spam(null, new FormAnswer("lines", text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.example https://b.example https://c.example und mehr",
        "https://win.example/now",
        "http://a.example/1\nwww.b.example",
        "Hello [url=http://x.example]click[/url]",
        "[IMG]http://x.example/a.png[/IMG] schön"
      })
  void sent(String text) {
    assertThat(spam(null, new FormAnswer("lines", text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://salon.example", "www.salon.example/ueber-uns"})
  @DisplayName("One line may be an address: somebody is asked for their website")
  void website(String text) {
    assertThat(spam(null, new FormAnswer("line", text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada http://x.example", "WWW.win.example", "t.me/win", "[b][url=x]"})
  void noName(String name) {
    assertThat(spam(name, new FormAnswer("line", "x"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "O'Hara-von d. Berg", "Dr.med. J.R.R. Tolkien", "Ada/Bob", "<b>A"})
  void name(String name) {
    assertThat(spam(name, new FormAnswer("line", "x"))).isFalse();
  }

  private static boolean spam(@Nullable String name, FormAnswer answer) {
    return SpamText.in(
        FORM,
        new Complete(
            new EmailAddress("a@example.org", "a@example.org"),
            name,
            null,
            List.of(answer),
            List.of()));
  }
}
