package org.jawort.transfer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.ContactId;
import org.jawort.desk.web.DeskServer;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contacts as a file, by hand. */
class ExportPagesTest {
  private static final String PATH = "/app/exports";
  private static final Pattern FILE = Pattern.compile("/app/exports/[0-9a-f-]{36}/file");

  private final DeskServer desk = new DeskServer(TestServer.timeTraveller());
  private final TestBrowser owner = desk.owner();

  private String file(Map<String, ?> order) {
    owner.get(PATH);
    TestBrowser.Page ordered = owner.post(PATH, order);
    assertThat(ordered.status()).as("%s", ordered).isEqualTo(302);
    return Await.until(
        "the file is there",
        () -> {
          Matcher link = FILE.matcher(owner.get(PATH).body());
          return link.find() ? link.group() : "";
        },
        link -> !link.isEmpty());
  }

  @Test
  @DisplayName(
      "B-09 law 64 Whoever ordered a file gets it for a day; the audit log says how many rows")
  void forADay() {
    desk.create(desk.tenant(), "lise@example.org", "Lise", "Meitner");
    String file =
        file(Map.of("format", "CSV", "columns", List.of("firstName", "address"), "filter", ""));
    TestBrowser.Page fetched = owner.get(file);
    assertThat(fetched.header("content-disposition")).contains("kontakte.csv");
    assertThat(fetched.body()).contains("\"Vorname\",\"Adresse oder Nummer\"");
    assertThat(fetched.body()).contains("\"Lise\",\"lise@example.org\"");
    assertThat(owner.get("/app/audit").body()).contains("1 × CSV: firstName, address");
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get(file).status()).as("somebody else").isIn(302, 404);
    assertThat(desk.signedIn(Role.STAFF).get(PATH).status()).isEqualTo(403);
    desk.server.clock().tick(Duration.ofHours(25));
    desk.server.recur("transfer.exports.ExportKeeping");
    TestBrowser later = desk.owner();
    assertThat(later.get(file).status()).isEqualTo(410);
    assertThat(later.get(PATH).body()).contains("gelöscht").doesNotContain(file);
  }

  @Test
  @DisplayName("S1-05 A filtered list is exported as it is filtered, and a wrong choice is told")
  void filtered() {
    UUID max = desk.create(desk.tenant(), "max@example.org", "Max", "Born");
    desk.create(desk.tenant(), "emmy@example.org", "Emmy", "Noether");
    String filter = "{\"about\":\"lastName\",\"is\":\"startsWith\",\"values\":[\"Noe\"]}";
    String file = file(Map.of("format", "JSONL", "columns", List.of("address"), "filter", filter));
    assertThat(owner.get(file).body()).isEqualTo("{\"address\":\"emmy@example.org\"}\n");
    owner.get(PATH);
    assertThat(owner.post(PATH, Map.of("format", "CSV", "columns", List.of("none"))).body())
        .contains("Bitte wählen Sie mindestens eine Spalte.");
    var wish =
        new ErasureWish(
            new ContactId(max),
            Optional.empty(),
            ErasureWish.Proof.DESTROY,
            false,
            Optional.empty());
    desk.server.bean(Erasures.class).erase(desk.tenant(), wish, Actor.PROCESS);
    assertThat(owner.get(file).status()).as("law 54: after somebody was erased").isEqualTo(410);
  }
}
