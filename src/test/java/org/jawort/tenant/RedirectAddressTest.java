package org.jawort.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.jawort.tenant.RedirectAddress.Bad;
import org.jawort.tenant.RedirectAddress.Good;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S1-11 The address of a page elsewhere: https, a public name, nobody's data")
class RedirectAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://salon.example, https://salon.example/",
    "https://salon.example:443/danke, https://salon.example/danke",
    "HTTPS://WWW.Salon.Example/Danke, https://www.salon.example/Danke",
    "https://salon.example/danke?utm_source=jawort&utm_campaign=fruehling-2026#oben, https://salon.example/danke?utm_source=jawort&utm_campaign=fruehling-2026#oben",
    "https://salon.example/newsletter-anmeldung-erfolgreich-bestaetigt-2026/, https://salon.example/newsletter-anmeldung-erfolgreich-bestaetigt-2026/",
    "https://salon.example/?page_id=42, https://salon.example/?page_id=42",
    "https://bücher.example/ü, https://xn--bcher-kva.example/%C3%BC",
    "https://sаlon.example/, https://xn--slon-53d.example/"
  })
  void good(String typed, String kept) {
    assertThat(RedirectAddress.read(typed))
        .isInstanceOfSatisfying(Good.class, good -> assertThat(good.address()).isEqualTo(kept));
  }

  @ParameterizedTest
  @CsvSource({
    "http://salon.example/, HTTPS",
    "//salon.example/, HTTPS",
    "javascript:alert(1), HTTPS",
    "salon.example, HTTPS",
    "https:/salon.example, HTTPS",
    "https:\\\\salon.example, HTTPS",
    "https://ada@salon.example/, USER",
    "https://salon.example%40evil.example/, NAME",
    "https://salon.example:8443/, PORT",
    "https://[::1]/, PORT",
    "https://192.0.2.7/, NAME",
    "https://3221225991/, NAME",
    "https://0xc0.0x00.0x02.0x07/, NAME",
    "https://localhost/, NAME",
    "https://drucker.local/, NAME",
    "https://salon/, NAME",
    "https://-salon.example/, NAME",
    "https://salon..example/, NAME",
    "https://salon.example/ada@example.org, EMAIL",
    "https://salon.example/?x=ada%40example.org, EMAIL",
    "https://salon.example/?x=ada%2540example.org, EMAIL",
    "https://salon.example/#ada@example.org, EMAIL",
    "https://salon.example/?n={{ first_name }}, FIELD",
    "https://salon.example/?n=%7B%7Bfirst_name%7D%7D, FIELD",
    "https://salon.example/?n=%257B%257Bx%257D%257D, FIELD",
    "https://salon.example/?n=*|FNAME|*, FIELD",
    "https://salon.example/?n=[[name]], FIELD",
    "https://salon.example/?n=${name}, FIELD",
    "https://salon.example/?n=%%name%%, FIELD",
    "https://salon.example/c/YwAAAAEBl8Q0kT5yBrPq2n9xH7sLw4mZc8dJfGhK1aBvEuRt, SECRET",
    "https://salon.example/?x=6f9619ff-8b86-d011-b42d-00cf4fc964ff, SECRET",
    "https://salon.example/?x=d41d8cd98f00b204e9800998ecf8427e, SECRET",
    "https://salon.example/?x=491701234567, SECRET",
    "https://salon.example/?email=, PARAMETER",
    "https://salon.example/?a=1&Vorname=x, PARAMETER",
    "https://salon.example/?%65mail=x, PARAMETER",
    "https://salon.example/a b, FORM",
    "https://salon.example/%zz, FORM"
  })
  void bad(String typed, RedirectFault why) {
    assertThat(RedirectAddress.read(typed))
        .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.fault()).isEqualTo(why));
  }
}
