package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.HistoryEntry;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An objection to all advertising that staff heard, over HTTP. */
class ObjectionPagesTest extends StatementDesk {
  private Map<String, Object> heard() {
    var fields = new HashMap<String, Object>();
    fields.put("at", at(Duration.ofMinutes(2)));
    fields.put("saidBy", "Pia Probe");
    fields.put("takenBy", "other");
    fields.put("takenByName", "Frau Meier am Empfang");
    fields.put("occasion", "am Telefon");
    fields.put("note", "sehr deutlich");
    return fields;
  }

  @Test
  @DisplayName("law 53 Staff record an objection with its evidence, and are told what it ended")
  void objects() {
    declare();
    assertThat(owner.get(path("_menu")).body()).contains(path("objections") + "/new");
    assertThat(owner.get("/app/contacts/" + contact).body()).contains(path("objections") + "/new");
    assertThat(owner.get(path("objections") + "/new").body())
        .contains("auch an Bestandskunden", "Wann wurde widersprochen?");

    var answer = owner.post(path("objections"), heard());
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.location()).startsWith(path("objections") + "/");
    assertThat(owner.get(answer.location()).body())
        .contains("Der Widerspruch ist eingetragen", "Newsletter", "Widerrufen", "Bestandskunde");

    List<HistoryEntry> story = history();
    assertThat(story.stream().map(entry -> entry.type().name()).toList())
        .containsExactly("DECLARED", "OBJECTED", "REVOKED");
    for (HistoryEntry entry : story.subList(1, 3)) {
      assertThat(entry.evidence().declaration().takenByName()).isEqualTo("Frau Meier am Empfang");
      assertThat(entry.evidence().declaration().note()).isEqualTo("sehr deutlich");
    }
    var again = owner.post(path("objections"), heard());
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("schon eingetragen");
  }

  @Test
  @DisplayName("law 53 It is honoured from every status; what is missing or strange is named")
  void everyStatus() {
    var fields = heard();
    fields.remove("at");
    var lacking = owner.post(path("objections"), fields);
    assertThat(lacking.status()).isEqualTo(422);
    assertThat(lacking.body()).contains("href=\"#at\"", "sehr deutlich");
    assertThat(history()).isEmpty();

    fields.put("at", at(Duration.ofMinutes(-60)));
    assertThat(owner.post(path("objections"), fields).body()).contains("liegt in der Zukunft");

    owner.post(path("objections"), heard());
    assertThat(history().getFirst().type().name()).isEqualTo("OBJECTED");
    assertThat(status()).isEqualTo("REFUSED");
    assertThat(owner.get(path("objections") + "/" + history().getLast().id()).status())
        .as("the page of an event that is no objection")
        .isEqualTo(404);
  }

  @Test
  @DisplayName("S1-10 An auditor reads what an objection ended, and records none")
  void auditor() {
    String ended = owner.post(path("objections"), heard()).location();
    var auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get(ended).status()).isEqualTo(200);
    assertThat(auditor.get(path("objections") + "/new").status()).isEqualTo(403);
    assertThat(auditor.get(path("_menu")).body()).doesNotContain("/objections/new");
  }
}
