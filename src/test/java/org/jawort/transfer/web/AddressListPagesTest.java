package org.jawort.transfer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
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

  private TestBrowser.Page uploaded(TestBrowser staff, String name, byte[] file) {
    staff.get(PATH);
    return staff.upload(PATH, Map.of("purpose", "newsletter"), "file", name, "text/csv", file);
  }

  @Test
  @DisplayName(
      "a file is read: its column with the addresses is found, and can be asked about again")
  void file() {
    desk.signUp("datei@example.org", "Dora", "Datei");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    String csv =
        """
        Nummer;Name;Mail privat;E-Mail
        1;Dora;;Dora Datei <datei@example.org>
        2;Fritz;fritz@privat.example;fremd@example.net
        3;Kaputt;;kein at
        """;
    String page = uploaded(staff, "liste.csv", csv.getBytes(UTF_8)).body();
    assertThat(page)
        .contains("Gelesen wurde die Spalte „E-Mail“.", "Mailsperre: noch nicht bestätigt.")
        .contains("Die Adresse gehört zu keinem Kontakt.", "Die Adresse ist ungültig.")
        .contains("datei@example.org\nfremd@example.net\nkein at")
        .doesNotContain("fritz@privat.example", "??");
    String text = "eins@example.net, Zwei <zwei@example.net>\ndrei@example.net\n";
    assertThat(uploaded(staff, "liste.txt", text.getBytes(UTF_8)).body())
        .contains("eins@example.net", "zwei@example.net", "drei@example.net");
  }

  @Test
  @DisplayName(
      "a file that cannot be read, is too long or too large says so, and what is typed stays")
  void badFiles() {
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get(PATH);
    var pdf =
        staff.upload(
            PATH,
            Map.of("purpose", "newsletter", "list", "getippt@example.org"),
            "file",
            "x.pdf",
            "application/pdf",
            "%PDF-1.7 ".getBytes(UTF_8));
    assertThat(pdf.status()).isEqualTo(422);
    assertThat(pdf.body()).contains("weder eine Tabelle noch Text", "getippt@example.org");
    assertThat(uploaded(staff, "leer.csv", " \n".getBytes(UTF_8)).body())
        .contains("In der Datei steht nichts.");
    assertThat(uploaded(staff, "namen.csv", "Name\nAda\nBerta\n".getBytes(UTF_8)).body())
        .contains("In keiner Spalte der Datei steht eine E-Mail-Adresse.");
    String many = "E-Mail\n" + "a@b.de\n".repeat(10_001);
    assertThat(uploaded(staff, "viele.csv", many.getBytes(UTF_8)).body())
        .contains("Das sind 10.001 Adressen");
    assertThat(
            uploaded(staff, "gross.csv", ("E-Mail\n" + "x".repeat(6 << 20)).getBytes(UTF_8)).body())
        .contains("größer als 5 MB");
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
