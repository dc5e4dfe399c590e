package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("B-07 A form from which far more comes than usual is held up, and its owner told")
class FormAlarmTest {
  private static final int ENOUGH = 4;

  private final TestServer server = TestServer.timeTraveller();
  private final TestBrowser owner = server.owner();
  private final Form form = server.bean(Forms.class).all(server.tenant()).getFirst();
  private final String page = "/app/forms/" + form.id().value();
  private int visitors;

  @BeforeEach
  void hourly() {
    server.withoutSchedule();
  }

  private void rule(String act) {
    owner.get("/app/settings/shield");
    var rule = Map.of("anHour", "60", "aDay", "400", "alarm", act, "alarmAnHour", "" + ENOUGH);
    assertThat(owner.post("/app/settings/shield", rule).status()).isEqualTo(302);
  }

  private TestBrowser.Page signUp() {
    visitors++;
    var fields = SignUpServer.filledIn("v%d-%s@example.org".formatted(visitors, form.key()));
    return server.browser().postBare("/f/" + form.key(), fields);
  }

  private void signUps(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(signUp().status()).isEqualTo(303);
    }
  }

  /** Rules and alarms are known for seconds. */
  private void look() {
    server.recur("form.shield.AlarmWork");
    server.clock().tick(Duration.ofSeconds(6));
    // Of all who find a rule old, one has it loaded anew.
    owner.get("/f/" + form.key());
  }

  private void aWeekLater() {
    server.clock().tick(Duration.ofDays(8));
    owner.signIn(server.ownerAddress(), TestServer.PASSWORD);
  }

  @Test
  @DisplayName("People are asked once more, owners get one mail, and it ends by itself")
  void asked() {
    rule("STEP");
    signUps(ENOUGH + 1);
    look();
    assertThat(signUp().status()).as("a new form has no usual yet").isEqualTo(303);
    aWeekLater();
    signUps(4 * (ENOUGH + 2));
    look();
    assertThat(signUp().status()).as("as much as four times the busiest hour").isEqualTo(303);
    look();
    Await.until("visitors are asked", () -> signUp().status(), status -> status == 403);
    look();
    assertThat(owner.get(page).body())
        .contains("In einer Stunde kamen 25 Anmeldungen", "hatte 6", "Das ist in Ordnung so")
        .contains("Viel mehr als sonst")
        .doesNotContain("??");
    assertThat(owner.get("/app").body()).contains("kommt viel mehr als sonst", page);
    assertThat(mails()).isEqualTo(1);
    server.clock().tick(Duration.ofMinutes(61));
    look();
    assertThat(owner.get(page).body()).doesNotContain("In einer Stunde kamen");
    Await.until("visitors are let through", () -> signUp().status(), status -> status == 303);
  }

  @Test
  @DisplayName("Where the owner wants so the form goes offline, and is lifted for a day")
  void paused() {
    rule("PAUSE");
    signUps(1);
    aWeekLater();
    signUps(ENOUGH + 1);
    look();
    assertThat(owner.get("/f/" + form.key()).status()).isNotEqualTo(200);
    assertThat(owner.get(page).body()).contains("deshalb offline", "wieder online nehmen");
    assertThat(mails()).isEqualTo(1);
    TestBrowser.Page lifted = owner.post(page + "/alarm/lift", Map.of());
    assertThat(lifted.location()).isEqualTo(page);
    assertThat(owner.get(page).body()).contains("Es geht weiter wie sonst");
    assertThat(owner.get("/f/" + form.key()).status()).isEqualTo(200);
    look();
    assertThat(owner.get("/f/" + form.key()).status()).as("said to be in order").isEqualTo(200);
    signUps(ENOUGH + 2);
    look();
    assertThat(owner.get("/f/" + form.key()).status()).as("twice as much").isNotEqualTo(200);
    owner.get(page);
    owner.post(page + "/alarm/lift", Map.of());
    owner.get(page);
    owner.post(page + "/alarm/lift", Map.of());
    assertThat(owner.get(page).body()).contains("fällt gerade nicht auf");
  }

  private int mails() {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*)::int FROM staff_mail WHERE kind = 'NOTICE'")
                    .query(Integer.class)
                    .single());
  }
}
