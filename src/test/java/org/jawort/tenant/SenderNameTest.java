package org.jawort.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("law 27 The sender is not disguised by the name in From")
class SenderNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Salon Sonnenschein",
        "Müller & Söhne GmbH",
        "Café »Zum Löwen«",
        "Art at St. Gallen",
        "Ατελιέ Ήλιος",
        "株式会社さくら",
        "Booking.example",
        "Wir = 2?"
      })
  void names(String name) {
    assertThat(SenderName.isFit(name)).as(name).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@bank.example",
        "ada\uff20bank.example",
        "ada\ufe6bbank.example",
        "ada\u24d0bank.example",
        "ada(at)bank.example",
        "ada [AT] bank.example",
        "ada {ät} bank",
        "ada at bank dot example",
        "Bank <service",
        "=?UTF-8?B?YWRhQGJhbmsuZXhhbXBsZQ==?=",
        "=?utf-8?q?Bank?=",
        "Bank\u202eelpmaxe",
        "Bank\u2066x",
        "Ba\u200bnk",
        "Bank\r\nBcc: ada",
        "Bank\ufeff"
      })
  void disguises(String name) {
    assertThat(SenderName.isFit(name)).as(name).isFalse();
  }
}
