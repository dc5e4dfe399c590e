package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jawort.contact.address.EmailAddress.Parsed;
import org.jawort.contact.address.EmailAddress.Valid;

/** What holds for whatever anybody types. */
class EmailAddressPropertyTest {
  @Property
  void anyTextIsAnswered(@ForAll String text) {
    assertThat(EmailAddress.parse(text)).isNotNull();
  }

  @Property(tries = 5000)
  void keysAreStable(@ForAll("nearly") String text) {
    if (EmailAddress.parse(text) instanceof Valid(EmailAddress address)) {
      Parsed again = EmailAddress.parse(address.key());
      assertThat(again).isEqualTo(new Valid(new EmailAddress(address.key(), address.key())));
      assertThat(Normalizer.isNormalized(address.key(), Normalizer.Form.NFC)).isTrue();
    }
  }

  @Property(tries = 5000)
  void whatIsShownIsTheSameAddress(@ForAll("nearly") String text) {
    if (EmailAddress.parse(text) instanceof Valid(EmailAddress address)) {
      assertThat(EmailAddress.parse(address.typed())).isEqualTo(new Valid(address));
      assertThat(Normalizer.isNormalized(address.typed(), Normalizer.Form.NFC)).isTrue();
    }
  }

  @Property(tries = 5000)
  void caseMakesNoOther(@ForAll("letters") String letters, @ForAll("letters") String others) {
    String lower =
        letters
            .codePoints()
            .map(Character::toLowerCase)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(key(letters)).isEqualTo(key(lower));
    assertThat(key(letters).equals(key(others)))
        .as("%s and %s", letters, others)
        .isEqualTo(letters.equalsIgnoreCase(others));
  }

  private static String key(String local) {
    return ((Valid) EmailAddress.parse(local + "@example.org")).address().key();
  }

  @Provide
  Arbitrary<String> letters() {
    return pieces("a", "A", "z", "Z", "ü", "Ü", "ß", "s", "S", "é", "É", "ж", "Ж", "σ", "Σ", "ς");
  }

  @Property(tries = 5000)
  void nothingThatSplitsALineGetsThrough(@ForAll("nearly") String text) {
    if (EmailAddress.parse(text) instanceof Valid(EmailAddress address)) {
      assertThat(address.typed()).doesNotContainPattern("[\\p{Cntrl}\\s<>,;:\"()\\[\\]\\\\]");
      assertThat(address.typed().chars().filter(c -> c == '@').count()).isEqualTo(1);
    }
  }

  @Property
  void plainAddressesAreValid(@ForAll("plain") String text) {
    assertThat(EmailAddress.parse(text)).isInstanceOf(Valid.class);
  }

  @Provide
  Arbitrary<String> plain() {
    Arbitrary<String> atom =
        Arbitraries.strings().withCharRange('a', 'z').numeric().ofMinLength(1).ofMaxLength(20);
    Arbitrary<String> top = Arbitraries.of("org", "de", "example", "email");
    return Combinators.combine(atom, atom, atom, top)
        .as((first, second, domain, end) -> first + "." + second + "@" + domain + "." + end);
  }

  @Provide
  Arbitrary<String> nearly() {
    Arbitrary<String> local =
        pieces(
            "a",
            "Z",
            "0",
            ".",
            "ü",
            "u\u0308",
            "用",
            "\u212a",
            "\u1fef",
            "'",
            " ",
            "\"",
            "İ",
            "I\u0307",
            "\u0345",
            "\u1e9b\u0323",
            "ß",
            "ẞ",
            "\uff21",
            "\uff76\uff9e",
            "\u017f",
            "Ꭰ",
            "ꭰ",
            "ǅ");
    Arbitrary<String> domain =
        pieces(
            "a", "B", "7", ".", "-", "ü", "u\u0308", "ß", "。", "xn--", "例", "\u200d", "\ufb03",
            ".org");
    return Combinators.combine(local, domain)
        .as((before, after) -> before + "@" + after + ".example");
  }

  private static Arbitrary<String> pieces(String... pieces) {
    return Arbitraries.of(pieces)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(all -> String.join("", all));
  }
}
