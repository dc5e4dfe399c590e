package org.jawort.campaign.landing;

import static org.assertj.core.api.Assertions.assertThat;

import org.jawort.campaign.landing.RedirectAddress.Bad;
import org.jawort.campaign.landing.RedirectAddress.Good;
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
    "http://salon.example/, REDIRECT_HTTPS",
    "//salon.example/, REDIRECT_HTTPS",
    "javascript:alert(1), REDIRECT_HTTPS",
    "salon.example, REDIRECT_HTTPS",
    "https:/salon.example, REDIRECT_HTTPS",
    "https:\\\\salon.example, REDIRECT_HTTPS",
    "https://ada@salon.example/, REDIRECT_USER",
    "https://salon.example%40evil.example/, REDIRECT_NAME",
    "https://salon.example:8443/, REDIRECT_PORT",
    "https://[::1]/, REDIRECT_PORT",
    "https://192.0.2.7/, REDIRECT_NAME",
    "https://3221225991/, REDIRECT_NAME",
    "https://0xc0.0x00.0x02.0x07/, REDIRECT_NAME",
    "https://localhost/, REDIRECT_NAME",
    "https://drucker.local/, REDIRECT_NAME",
    "https://salon/, REDIRECT_NAME",
    "https://-salon.example/, REDIRECT_NAME",
    "https://salon..example/, REDIRECT_NAME",
    "https://salon.example/ada@example.org, REDIRECT_EMAIL",
    "https://salon.example/?x=ada%40example.org, REDIRECT_EMAIL",
    "https://salon.example/?x=ada%2540example.org, REDIRECT_EMAIL",
    "https://salon.example/#ada@example.org, REDIRECT_EMAIL",
    "https://salon.example/?n={{ first_name }}, REDIRECT_FIELD",
    "https://salon.example/?n=%7B%7Bfirst_name%7D%7D, REDIRECT_FIELD",
    "https://salon.example/?n=%257B%257Bx%257D%257D, REDIRECT_FIELD",
    "https://salon.example/?n=*|FNAME|*, REDIRECT_FIELD",
    "https://salon.example/?n=[[name]], REDIRECT_FIELD",
    "https://salon.example/?n=${name}, REDIRECT_FIELD",
    "https://salon.example/?n=%%name%%, REDIRECT_FIELD",
    "https://salon.example/c/YwAAAAEBl8Q0kT5yBrPq2n9xH7sLw4mZc8dJfGhK1aBvEuRt, REDIRECT_SECRET",
    "https://salon.example/?x=6f9619ff-8b86-d011-b42d-00cf4fc964ff, REDIRECT_SECRET",
    "https://salon.example/?x=d41d8cd98f00b204e9800998ecf8427e, REDIRECT_SECRET",
    "https://salon.example/?x=491701234567, REDIRECT_SECRET",
    "https://salon.example/?email=, REDIRECT_PARAMETER",
    "https://salon.example/?a=1&Vorname=x, REDIRECT_PARAMETER",
    "https://salon.example/?%65mail=x, REDIRECT_PARAMETER",
    "https://salon.example/a b, REDIRECT_FORM",
    "https://salon.example/%zz, REDIRECT_FORM"
  })
  void bad(String typed, LandingFault why) {
    assertThat(RedirectAddress.read(typed))
        .isInstanceOfSatisfying(Bad.class, bad -> assertThat(bad.fault()).isEqualTo(why));
  }
}
