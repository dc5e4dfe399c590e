package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jawort.TestBrowser;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("S2-09 a list from elsewhere: who is known and may be written to, and who is external")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressListPagesTest {
  private static final String PATH = "/app/contacts/check";

  private final DeskServer desk = new DeskServer();

  @AfterAll
  void stop() {
    desk.close();
  }

  private static Map<String, Object> list(String addresses) {
    return Map.of("list", addresses, "purpose", "newsletter");
  }

  @Test
  @DisplayName("each address gets its answer, however it is written, and nothing is stored")
  void answers() {
    desk.signUp("bekannt@example.org", "Berta", "Bekannt");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get("/app/contacts").body()).contains("Adressen prüfen");
    assertThat(staff.get(PATH).body()).contains("darf man weder anschreiben");
    String typed =
        """
        Berta Bekannt <Bekannt@Example.org>
        mailto:fremd@example.net; bekannt@example.org,
        keine adresse
        """;
    String page = staff.post(PATH, list(typed)).body();
    assertThat(page)
        .contains("Mailsperre: noch nicht bestätigt.", "Die Adresse gehört zu keinem Kontakt.")
        .contains("Die Adresse kam doppelt vor.", "Die Adresse ist ungültig.")
        .contains("Ergebnis als CSV")
        .doesNotContain("??");
    String file = staff.post(PATH + ".csv", list(typed + "\n=1+1@example.org")).body();
    assertThat(file.lines())
        .contains(
            "\"Bekannt@Example.org\",\"nein\",\"BLOCKED_NEW\",\"Mailsperre: noch nicht bestätigt.\"")
        .anyMatch(line -> line.startsWith("\"fremd@example.net\",\"nein\",\"EXTERNAL_ADDRESS\""))
        .anyMatch(line -> line.startsWith("\"'=1+1@example.org\""));
    assertThat(staff.get("/app/contacts?q=fremd").body()).doesNotContain("fremd@example.net");
  }

  @Test
  @DisplayName("nothing, too many, and a purpose that is none are refused, and the list stays")
  void wrong() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get(PATH);
    assertThat(staff.post(PATH, list(" ;\n,")).body()).contains("mindestens eine Adresse");
    String many =
        IntStream.rangeClosed(0, 10_000)
            .mapToObj(number -> number + "@b.de")
            .collect(Collectors.joining("\n"));
    assertThat(staff.post(PATH, list(many)).body())
        .contains("höchstens 10.000", "9999@b.de")
        .doesNotContain("<caption");
    assertThat(staff.post(PATH, Map.of("list", "a@b.de", "purpose", "none")).status())
        .isEqualTo(422);
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get(PATH).body()).doesNotContain("<textarea");
    assertThat(auditor.post(PATH, list("a@b.de")).status()).isEqualTo(403);
  }
}
