package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.desk.web.DeskServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContactListTest {
  private static final Pattern ADDRESS = Pattern.compile(">([\\w.%_-]+@example\\.org)</span>");

  private DeskServer desk;
  private TestBrowser owner;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    for (int i = 0; i < 120; i++) {
      desk.create(desk.tenant(), "page." + i + "@example.org", "Paul", "Blatt");
    }
    desk.create(desk.tenant(), "Ada.L@example.org", "Ada", "Lovelace");
    desk.create(desk.tenant(), "hopper@example.org", "Grace", "Hopper");
    desk.create(desk.tenant(), "100%_sure@example.org", "Özlem", "O'Neill");
    desk.signUp("new@example.org", "Nele", "Neu");
    owner = desk.owner();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private List<String> found(String path) {
    var page = owner.get(path);
    assertThat(page.status()).isEqualTo(200);
    return ADDRESS.matcher(page.body()).results().map(match -> match.group(1)).toList();
  }

  @ParameterizedTest
  @DisplayName("S1-05 Search finds names and addresses, also within words, whatever the case")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          lovelace        | Ada.L@example.org
          LOVE            | Ada.L@example.org
          ada             | Ada.L@example.org
          ada.l           | Ada.L@example.org
          ada lovelace    | Ada.L@example.org
          Lovelace, Ada   | Ada.L@example.org
          hopper          | hopper@example.org
          hopper@ex       | hopper@example.org
          özl             | 100%_sure@example.org
          o'neill         | 100%_sure@example.org
          100%_s          | 100%_sure@example.org
          velac           | Ada.L@example.org
          oz              | 100%_sure@example.org
          lovelace a      | Ada.L@example.org
          da.l@exam       | Ada.L@example.org
          pper ample grac | hopper@example.org
          """)
  void finds(String text, String address) {
    assertThat(found("/app/contacts?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
        .containsExactly(address);
  }

  @ParameterizedTest
  @DisplayName("S1-05 Nothing found says so and leads back; wildcards are plain characters")
  @CsvSource({"100%25x", "%25", "_da", "zzz", "da", "ada%20hopper"})
  void findsNothing(String text) {
    assertThat(owner.get("/app/contacts?q=" + text).body())
        .contains("Nichts gefunden", "Filter zurücksetzen", "Kein Eintrag");
  }

  @Test
  @DisplayName("S1-05 Filters by consent and mail block, together and with a search")
  void filters() {
    assertThat(found("/app/contacts?block=NEW")).containsExactly("new@example.org");
    assertThat(found("/app/contacts?status=UNKNOWN&q=hop")).containsExactly("hopper@example.org");
    assertThat(found("/app/contacts?status=UNKNOWN&block=NONE")).hasSize(50);
    assertThat(found("/app/contacts?status=UNKNOWN&block=NEW")).isEmpty();
    assertThat(found("/app/contacts?status=CONFIRMED")).isEmpty();
    assertThat(found("/app/contacts?status=REVOKED&block=NONE&q=a")).isEmpty();
    assertThat(found("/app/contacts?status=nonsense&block=nonsense")).hasSize(50);
  }

  @Test
  @DisplayName("S1-05 Pages lead forth and back, newest first, each entry once")
  void pages() {
    var pages = new ArrayList<List<String>>();
    String path = "/app/contacts";
    var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    var previous = Pattern.compile("rel=\"prev\" href=\"([^\"]+)\"");
    while (path != null) {
      pages.add(found(path));
      var link = next.matcher(owner.get(path).body());
      path = link.find() ? link.group(1).replace("&amp;", "&") : null;
    }
    assertThat(pages).extracting(List::size).containsExactly(50, 50, 24);
    assertThat(pages.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    assertThat(pages.getFirst().getFirst()).isEqualTo("new@example.org");
    assertThat(pages.getLast().getLast()).isEqualTo("page.0@example.org");
    String second =
        next.matcher(owner.get("/app/contacts").body())
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    var back = previous.matcher(owner.get(second).body());
    assertThat(back.find()).as("%s is found", back.pattern()).isTrue();
    assertThat(found(back.group(1).replace("&amp;", "&"))).isEqualTo(pages.getFirst());
    assertThat(owner.get("/app/contacts?q=blatt").body()).contains("120 Einträge");
    assertThat(found("/app/contacts?q=blatt&before=nonsense")).hasSize(50);
  }

  @Test
  @DisplayName("S1-05 Searching while typing leaves an address without the fields left empty")
  void livesInTheAddress() {
    var page = owner.get("/app/contacts?q=ad%26a&status=&block=NEW");
    assertThat(page.header("HX-Push-Url")).isEqualTo("/app/contacts?q=ad%26a&block=NEW");
  }
}
