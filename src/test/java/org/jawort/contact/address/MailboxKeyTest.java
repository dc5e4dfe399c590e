package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxKeyTest {
  @ParameterizedTest
  @CsvSource({
    "ada@example.org, ada@example.org",
    "ada+news@example.org, ada@example.org",
    "ada+a+b@example.org, ada@example.org",
    "+ada@example.org, +ada@example.org",
    "a.d.a@example.org, a.d.a@example.org",
    "a.d.a+x@googlemail.com, ada@gmail.com",
    "ada-x@example.org, ada-x@example.org",
    "ada-x@yahoo.de, ada@yahoo.de",
    "ada-x@yahoo.co.uk, ada@yahoo.co.uk",
    "ada@mac.com, ada@icloud.com",
    "a.da@icloud.com, a.da@icloud.com",
    "a.d-a_@pm.me, ada@proton.me",
    "ada.l@ya.ru, ada-l@yandex.ru",
    "shop@ada.fastmail.com, ada@fastmail.com",
    "ada+shop@fastmail.com, ada@fastmail.com",
    "ada+x@hotmail.com, ada@hotmail.com",
    "___@proton.me, ___@proton.me"
  })
  @DisplayName("B-07 Limits see the mailbox behind its addresses")
  void mailbox(String address, String mailbox) {
    assertThat(MailboxKey.of(address)).isEqualTo(mailbox);
    assertThat(MailboxKey.of(mailbox)).as("of itself").isEqualTo(mailbox);
  }
}
