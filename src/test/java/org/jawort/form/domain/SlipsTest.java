package org.jawort.form.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B-07 Slips in the domain of an address")
class SlipsTest {
  @ParameterizedTest
  @CsvSource({
    "gmial.com, gmail.com",
    "gmai.com, gmail.com",
    "gnail.com, gmail.com",
    "gmail.con, gmail.com",
    "gmail.co, gmail.com",
    "gmail.cm, gmail.com",
    "gamil.ocm, gmail.com",
    "gmx.dee, gmx.de",
    "gxm.de, gmx.de",
    "gmx.nte, gmx.net",
    "web.d, web.de",
    "wbe.de, web.de",
    "webb.de, web.de",
    "t-onlin.de, t-online.de",
    "tonline.de, t-online.de",
    "t-onlien.de, t-online.de",
    "hotmial.com, hotmail.com",
    "hotnail.de, hotmail.de",
    "outlok.de, outlook.de",
    "outllok.com, outlook.com",
    "yaho.com, yahoo.com",
    "yahoo.couk, yahoo.co.uk",
    "icloud.om, icloud.com",
    "frenet.de, freenet.de",
    "hotmai.con, hotmail.com"
  })
  @DisplayName("B-07 a slip leads to what was likely meant")
  void meant(String typed, String meant) {
    assertThat(Slips.meant(typed).stream().findFirst()).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gmail.com",
        "gmx.at",
        "gmx.net",
        "web.de",
        "ymail.com",
        "mail.de",
        "me.com",
        "aim.com",
        "live.at",
        "gmx.ch",
        "weber.de",
        "fox.de",
        "web.at",
        "web.be",
        "gm.de",
        "lab.de",
        "mx.com",
        "example.org",
        "salon.example",
        "friseur.de",
        "mail.web.de",
        "outlook.fr",
        "museum.de",
        "xn--mller-kva.de",
        "localhost",
        "life.de",
        "mall.de",
        "ontime.de",
        "yopmail.com"
      })
  @DisplayName("B-07 a domain of one's own is no slip, and neither is another country's")
  void none(String typed) {
    assertThat(Slips.meant(typed)).isEmpty();
  }
}
