package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.merge.ContactComparison;
import org.jawort.desk.web.DeskServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contacts that are spelled differently and may be the same. */
class AlikeTest {
  private static final String LIST = "/app/contacts/duplicates/alike";

  private final DeskServer desk = new DeskServer(TestServer.timeTraveller());
  private final TestBrowser owner = desk.owner();

  private UUID create(String address, String first, String last) {
    return desk.create(desk.tenant(), address, first, last);
  }

  /** What the recurring work does; it may have done so already. */
  private String list() {
    desk.server.clock().tick(Duration.ofMinutes(2));
    desk.server.bean(ContactComparison.class).compare(desk.tenant(), Integer.MAX_VALUE);
    return owner.get(LIST).body();
  }

  @Test
  @DisplayName(
      "S1-05 Names that sound alike, slips and nearly the same addresses are found, others not")
  void found() {
    create("erika.meier@gmx.example", "Erika", "Meier");
    create("e.mayr@firma.example", "Erika", "Mayr");
    create("konrad.zuse@gmx.example", "Konrad", "Zuse");
    create("zuse1910@web.example", "Zuse", "Konrad");
    create("hedwig.lamarr@gmx.example", "Hedwig", "Lamarr");
    create("hedwiglamarr14@web.example", "Hedwig", "Lamar");
    create("emmy@gmx.example", "Emmy", "Noether");
    create("max@gmx.example", "Max", "Born");
    assertThat(list())
        .contains("e.mayr@firma.example", "zuse1910@web.example", "hedwiglamarr14@web.example")
        .doesNotContain("emmy@gmx.example", "max@gmx.example");
  }

  @Test
  @DisplayName("S1-05 A pair is merged after a look at both, or told to be two, and is gone then")
  void decided() {
    UUID one = create("lise.meitner@gmx.example", "Lise", "Meitner");
    UUID other = create("lise.meitner@web.example", "Liese", "Meitner");
    UUID third = create("paula.hahn@gmx.example", "Paula", "Hahn");
    UUID fourth = create("paula.hahn@web.example", "Paula", "Haan");
    assertThat(list())
        .contains("/app/contacts/" + one + "/merge?with=" + other)
        .contains("/app/contacts/" + third + "/merge?with=" + fourth);
    assertThat(owner.get("/app/contacts/" + one + "/merge?with=" + other).body())
        .contains("Liese", "lise.meitner@web.example");
    owner.get(LIST);
    TestBrowser.Page said =
        owner.post(
            "/app/contacts/" + third + "/distinct",
            Map.of("with", fourth.toString(), "from", "alike"));
    assertThat(said.location()).endsWith(LIST);
    assertThat(owner.get(LIST).body()).doesNotContain("paula.hahn@web.example");
    desk.server
        .bean(Contacts.class)
        .edit(
            desk.tenant(),
            new ContactId(other),
            data -> new MasterData(data.kind(), "Otto", "Warburg", null, data.language()));
    assertThat(list()).as("after a change").doesNotContain("lise.meitner@web.example");
  }
}
