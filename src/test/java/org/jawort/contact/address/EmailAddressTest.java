package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.jawort.contact.address.EmailAddress.Invalid;
import org.jawort.contact.address.EmailAddress.Parsed;
import org.jawort.contact.address.EmailAddress.Reason;
import org.jawort.contact.address.EmailAddress.Valid;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S0-01 Addresses are checked by their form and compared by their key")
class EmailAddressTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ada@example.org,                      ada@example.org
          Ada.Lovelace@Example.ORG,             ada.lovelace@example.org
          ada+news@mail.example.co.uk,          ada+news@mail.example.co.uk
          !#$%&*/=?^_`{|}~-@example.org,        !#$%&*/=?^_`{|}~-@example.org
          o'brien@example.org,                  o'brien@example.org
          1@2.example,                          1@2.example
          a@3com.example,                       a@3com.example
          ada@bücher.example,                   ada@xn--bcher-kva.example
          ada@BÜCHER.example,                   ada@xn--bcher-kva.example
          ada@xn--bcher-kva.example,            ada@xn--bcher-kva.example
          ada@XN--BCHER-KVA.example,            ada@xn--bcher-kva.example
          ada@straße.example,                   ada@xn--strae-oqa.example
          ada@例え.テスト,                        ada@xn--r8jz45g.xn--zckzah
          用户@例子.测试,                          用户@xn--fsqu00a.xn--0zwm56d
          jürgen@example.org,                   jürgen@example.org
          अजय@डाटा.भारत,                        अजय@xn--c2bd1gb.xn--h2brj9c
          δοκιμή@παράδειγμα.δοκιμή,              δοκιμή@xn--hxajbheg2az3al.xn--jxalpdlp
          дима@пример.рф,                       дима@xn--e1afmkfd.xn--p1ai
          ДИМА@пример.рф,                       дима@xn--e1afmkfd.xn--p1ai
          JÜRGEN@example.org,                   jürgen@example.org
          Groß@example.org,                     groß@example.org
          GROẞ@example.org,                     groß@example.org
          GROSS@example.org,                    gross@example.org
          Σίσυφος@example.org,                  σίσυφοσ@example.org
          İstanbul@example.org,                 İstanbul@example.org
          """,
      quoteCharacter = '§')
  void valid(String typed, String key) {
    assertThat(EmailAddress.parse(typed)).isEqualTo(new Valid(new EmailAddress(typed, key)));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ada,                          AT_SIGN
          ada.example.org,              AT_SIGN
          ada@@example.org,             AT_SIGN
          ada@b@example.org,            AT_SIGN
          "ada@home"@example.org,       AT_SIGN
          @example.org,                 LOCAL_PART
          .ada@example.org,             LOCAL_PART
          ada.@example.org,             LOCAL_PART
          ada..l@example.org,           LOCAL_PART
          ada l@example.org,            LOCAL_PART
          "ada"@example.org,            LOCAL_PART
          ada(x)@example.org,           LOCAL_PART
          <ada@example.org>,            LOCAL_PART
          Ada <ada@example.org>,        LOCAL_PART
          a;b@example.org,              LOCAL_PART
          a:b@example.org,              LOCAL_PART
          a\\b@example.org,             LOCAL_PART
          ☃@example.org,                LOCAL_PART
          oﬃce@example.org,             LOCAL_PART
          𝐛erta@example.org,            LOCAL_PART
          €@example.org,                LOCAL_PART
          jürgen..x@example.org,        LOCAL_PART
          ada@,                         DOMAIN
          ada@localhost,                DOMAIN
          ada@example,                  DOMAIN
          ada@.example.org,             DOMAIN
          ada@example..org,             DOMAIN
          ada@example.org.,             DOMAIN
          ada@-example.org,             DOMAIN
          ada@example-.org,             DOMAIN
          ada@ex_ample.org,             DOMAIN
          ada@exa mple.org,             DOMAIN
          ada@[192.0.2.1],              DOMAIN
          ada@[IPv6:2001:db8::1],       DOMAIN
          ada@192.0.2.1,                DOMAIN
          ada@example.123,              DOMAIN
          ada@ab--cd.example,           DOMAIN
          ada@xn--.example,             DOMAIN
          ada@xn--zzzzzzzz.example,     DOMAIN
          ada@☃.example,                DOMAIN
          ada@bücher,                   DOMAIN
          ada@bücher..example,          DOMAIN
          ada@example.org>,             DOMAIN
          """,
      quoteCharacter = '§')
  void invalid(String typed, Reason reason) {
    assertThat(EmailAddress.parse(typed)).isEqualTo(new Invalid(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "0000", "000a", "000d", "007f", "0009", "0085", "00ad", "034f", "061c", "115f", "180e", "200b",
    "200c", "200d", "200e", "202e", "2028", "2066", "3164", "d800", "fe0f", "feff", "ffa0"
  })
  void hiddenCharactersAreRefusedOnBothSides(String hex) {
    char hidden = (char) Integer.parseInt(hex, 16);
    assertThat(reason("a" + hidden + "da@example.org")).isEqualTo(Reason.HIDDEN_CHARACTER);
    assertThat(reason("ada@exa" + hidden + "mple.org")).isEqualTo(Reason.HIDDEN_CHARACTER);
  }

  @Test
  void lineBreaksThatInjectHeadersAreRefused() {
    assertThat(reason("ada@example.org\r\nBcc: eve@example.org"))
        .isEqualTo(Reason.HIDDEN_CHARACTER);
    assertThat(reason("ada\nBcc@example.org")).isEqualTo(Reason.HIDDEN_CHARACTER);
  }

  @Test
  void outerWhiteSpaceIsStripped() {
    assertThat(EmailAddress.parse(" \t\r\n\u00a0ada@example.org\u3000\u00a0 "))
        .isEqualTo(new Valid(new EmailAddress("ada@example.org", "ada@example.org")));
    assertThat(reason("")).isEqualTo(Reason.MISSING);
    assertThat(reason(" \u00a0\t ")).isEqualTo(Reason.MISSING);
  }

  @Test
  void composedAndDecomposedLettersAreTheSame() {
    assertThat(key("ju\u0308rgen@bu\u0308cher.example"))
        .isEqualTo(key("j\u00fcrgen@b\u00fccher.example"));
  }

  @Test
  @DisplayName("S0-01 Shown as typed and sent to in NFC, so that no look-alike goes out")
  void typedIsMended() {
    assertThat(typed("Ada@Example.org")).isEqualTo("Ada@Example.org");
    assertThat(typed("\u212aarl@example.org")).isEqualTo("Karl@example.org");
    assertThat(typed("ju\u0308rgen@example.org")).isEqualTo("jürgen@example.org");
    assertThat(typed("\ufeffada\uff20example\u3002org\u200b")).isEqualTo("ada@example.org");
    assertThat(typed("\uff21da@例え。テスト")).isEqualTo("Ada@例え.テスト");
    assertThat(key("\u212aarl@example.org")).isEqualTo("karl@example.org");
  }

  @Test
  void anAtomDoesNotBeginWithAMark() {
    assertThat(reason("\u0308ada@example.org")).isEqualTo(Reason.LOCAL_PART);
    assertThat(reason("a.\u0308da@example.org")).isEqualTo(Reason.LOCAL_PART);
  }

  @Test
  void lengthsAreThoseOfTheStandards() {
    assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isInstanceOf(Valid.class);
    assertThat(reason("a".repeat(65) + "@example.org")).isEqualTo(Reason.TOO_LONG);
    assertThat(EmailAddress.parse("ü".repeat(32) + "@example.org")).isInstanceOf(Valid.class);
    assertThat(reason("ü".repeat(33) + "@example.org")).isEqualTo(Reason.TOO_LONG);
    assertThat(EmailAddress.parse("a@" + "b".repeat(63) + ".org")).isInstanceOf(Valid.class);
    assertThat(reason("a@" + "b".repeat(64) + ".org")).isEqualTo(Reason.DOMAIN);
    String domain = ("b".repeat(61) + ".").repeat(3) + "example";
    String local = "a".repeat(254 - 1 - domain.length());
    assertThat(EmailAddress.parse(local + "@" + domain)).isInstanceOf(Valid.class);
    assertThat(reason(local + "a@" + domain)).isEqualTo(Reason.TOO_LONG);
    assertThat(reason("x".repeat(1_000_000))).isEqualTo(Reason.TOO_LONG);
  }

  private static String key(String typed) {
    return ((Valid) EmailAddress.parse(typed)).address().key();
  }

  private static String typed(String typed) {
    return ((Valid) EmailAddress.parse(typed)).address().typed();
  }

  private static Reason reason(String typed) {
    Parsed parsed = EmailAddress.parse(typed);
    assertThat(parsed).isInstanceOf(Invalid.class);
    return ((Invalid) parsed).reason();
  }
}
