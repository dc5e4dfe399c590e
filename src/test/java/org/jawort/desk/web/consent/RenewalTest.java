package org.jawort.desk.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.Mailbox;
import org.jawort.optin.engine.RunEngine;
import org.jawort.optin.engine.UnconfirmedErasure;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Asking to renew a given consent (domain.md), over HTTP: by staff, and in the recipient's hands.
 */
class RenewalTest extends RenewalDesk {
  @Test
  @DisplayName(
      "S2-08 renewed by the recipient: the status stays, the request shows, proof is fresh")
  void renewed() throws Exception {
    declare();
    assertThat(record()).contains("Einwilligung erneuern lassen").doesNotContain(ASKED);
    assertThat(menu()).contains("Einwilligung erneuern lassen", "/renewal");
    UUID message = renew();

    assertThat(stands().status()).isEqualTo(ConsentStatus.EXTERNALLY_DOCUMENTED);
    assertThat(permission().reason()).isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(record())
        .contains(ASKED, "Extern dokumentiert", "Werbung erlaubt.", "Antwort steht aus")
        .doesNotContain("/renewal\"");
    assertThat(menu()).contains(ASKED).doesNotContain("/renewal\"");
    assertThat(list()).contains(ASKED, "Extern dokumentiert");
    record();
    owner.post("/app/contacts/" + contact + "/renewal", wish());
    assertThat(record()).contains("Um Erneuerung wurde schon gebeten");

    String[] mail = mail(desk.server.bean(Mailbox.class).newest(null, 1).getFirst().raw());
    assertThat(mail[0]).startsWith("Gilt Ihre Einwilligung gegenüber ");
    for (String body : List.of(mail[1], mail[2])) {
      assertThat(body)
          .contains("bleibt alles, wie es ist", "Mit diesem Nein widerrufen Sie", "/c/", "/r/")
          .doesNotContain("Anmeldung", "nutzen wir Ihre Adresse nicht", "{%");
    }

    TestBrowser recipient = desk.server.browser();
    String confirm = link(Tokens.Kind.CONFIRM, message);
    int events = history().size();
    assertThat(recipient.get(confirm).body())
        .contains("Einwilligung erneuern", "Angefragt am", "Ja, das gilt weiter", "<blockquote>")
        .doesNotContain("Sie haben sich bei", "??");
    assertThat(history()).hasSize(events);
    desk.server.clock().tick(Duration.ofHours(1));
    recipient.header("User-Agent", "Browser/7");
    assertThat(recipient.postBare(confirm, Map.of()).body())
        .contains("Ihre Einwilligung ist erneuert", "/u/");
    HistoryEntry last = history().getLast();
    assertThat(last.type()).isEqualTo(EventType.RENEWED);
    assertThat(last.status()).isEqualTo(ConsentStatus.EXTERNALLY_DOCUMENTED);
    assertThat(last.message()).isEqualTo(message);
    assertThat(last.evidence().userAgent()).isEqualTo("Browser/7");
    assertThat(last.evidence().ip()).isNotBlank();
    assertThat(permission().event()).isEqualTo(last.id());
    assertThat(stands().since()).isEqualTo(desk.server.clock().instant());
    assertThat(run()).isEqualTo("CONFIRMED");
    assertThat(record()).contains("Hat die Einwilligung erneuert").doesNotContain(ASKED);
    assertThat(desk.server.bean(Statuses.class).differences(desk.tenant())).isEmpty();

    assertThat(recipient.postBare(confirm, Map.of()).body()).contains("Ihre Einwilligung gilt");
    assertThat(recipient.get(confirm).body()).contains("Ihre Einwilligung gilt");
    assertThat(history()).hasSize(events + 1);
    // What the recipient said is no mistake of staff.
    assertThat(menu()).doesNotContain("/mistakes/");
    Map<String, String> mistake = new HashMap<>(wish());
    mistake.put("seen", last.id().toString());
    mistake.put("pending", "false");
    mistake.put("note", "vertan");
    var refused = owner.post(path("mistakes"), mistake);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("inzwischen selbst erneuert");
  }

  @Test
  @DisplayName("law 31 a \"no\" in the mail withdraws, at once")
  void no() {
    declare();
    UUID message = renew();
    String refuse = link(Tokens.Kind.REFUSE, message);
    TestBrowser recipient = desk.server.browser();
    assertThat(recipient.get(refuse).body()).contains("Einwilligung widerrufen", "ich widerrufe");
    assertThat(permission().allowed()).isTrue();
    assertThat(recipient.postBare(refuse, Map.of()).body())
        .contains("Ihre Einwilligung ist widerrufen");
    assertThat(history().getLast().type()).isEqualTo(EventType.REVOKED);
    assertThat(history().getLast().actor().kind().name()).isEqualTo("RECIPIENT");
    assertThat(permission().reason()).isEqualTo("BLOCKED_UNSUBSCRIBED");
    assertThat(run()).isEqualTo("REFUSED");
    int events = history().size();
    assertThat(recipient.postBare(refuse, Map.of()).body()).contains("Sie haben bereits abgelehnt");
    assertThat(recipient.postBare(link(Tokens.Kind.CONFIRM, message), Map.of()).status())
        .isEqualTo(410);
    assertThat(history()).hasSize(events);
  }

  @Test
  @DisplayName("S2-08 no answer changes nothing but the run, and one may ask again")
  void lapses() {
    declare();
    PurposeStatus before = stands();
    UUID message = renew();
    int events = history().size();
    String refuse = link(Tokens.Kind.REFUSE, message);
    desk.server.clock().tick(Duration.ofDays(8));
    desk.server.bean(RunEngine.class).advanceDue();
    desk.server.clock().tick(Duration.ofDays(30));
    desk.server.bean(UnconfirmedErasure.class).eraseDue();
    owner = desk.owner();
    assertThat(run()).isEqualTo("LAPSED");
    assertThat(stands()).isEqualTo(before);
    assertThat(history()).hasSize(events);
    assertThat(permission().reason()).isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(record()).doesNotContain(ASKED);
    assertThat(desk.server.browser().get(refuse).body()).contains("Ihre Einwilligung gilt", "/u/");
    renew();
    assertThat(run()).isEqualTo("WAITING");
  }

  @Test
  @DisplayName("law 24 a renewal lets the validity begin anew")
  void validity() {
    declare();
    var purposes = desk.server.bean(Purposes.class);
    var newsletter = purposes.byKey(desk.tenant(), Purposes.NEWSLETTER).orElseThrow();
    PurposeProfile usual = newsletter.profile();
    purposes.change(desk.tenant(), newsletter.id(), validFor(usual, 6));
    try {
      desk.server.clock().tick(Duration.ofDays(200));
      owner = desk.owner();
      assertThat(permission().reason()).isEqualTo("EXPIRED");
      Instant expired = desk.server.clock().instant();
      UUID message = renew();
      desk.server.browser().postBare(link(Tokens.Kind.CONFIRM, message), Map.of());
      assertThat(permission().reason()).isEqualTo("EXTERNALLY_DOCUMENTED");
      assertThat(stands().unused()).isNull();
      assertThat(
              desk.server
                  .bean(Permissions.class)
                  .askAt(
                      desk.tenant(),
                      Channel.EMAIL,
                      "p" + number + "@example.org",
                      Purposes.NEWSLETTER,
                      MessageClass.ADVERTISING,
                      expired)
                  .reason())
          .isEqualTo("EXPIRED");
    } finally {
      purposes.change(desk.tenant(), newsletter.id(), usual);
    }
  }

  private static PurposeProfile validFor(PurposeProfile profile, int months) {
    return new PurposeProfile(
        new PurposeName("Newsletter", "Newsletter"),
        "",
        EnumSet.of(Channel.EMAIL),
        profile.calls(),
        months,
        PurposeProfile.Expiry.BLOCK,
        profile.legalBasis(),
        profile.jurisdiction());
  }

  @Test
  @DisplayName("S2-08 withdrawn or taken back otherwise, nobody waits for the answer any more")
  void ends() {
    declare();
    UUID message = renew();
    act("withdrawals", Duration.ZERO);
    assertThat(run()).isEqualTo("REFUSED");
    assertThat(
            desk.server.browser().postBare(link(Tokens.Kind.CONFIRM, message), Map.of()).status())
        .isEqualTo(410);
    assertThat(history().getLast().type()).isEqualTo(EventType.REVOKED);
    somebody();
    declare();
    renew();
    Map<String, String> fields = open(owner, "mistakes");
    fields.put("note", "vertan");
    assertThat(owner.post(path("mistakes"), fields).status()).isEqualTo(302);
    assertThat(run()).isEqualTo("ENDED");
    record();
    // Never asked now: the usual way is open again.
    assertThat(owner.post("/app/contacts/" + contact + "/opt-in", asked()).status()).isEqualTo(302);
    Await.until("the run waits", () -> run().equals("WAITING"));
    assertThat(history()).extracting(HistoryEntry::type).contains(EventType.REQUESTED);
  }

  @Test
  @DisplayName("S2-08 renewing is for what is given, and for staff; the usual request is not")
  void onlyGiven() {
    record();
    owner.post("/app/contacts/" + contact + "/renewal", wish());
    assertThat(record()).contains("Es wurde nichts versandt.");
    assertThat(history()).isEmpty();
    declare();
    record();
    owner.post("/app/contacts/" + contact + "/opt-in", wish());
    assertThat(record()).contains("Es wurde nichts versandt.");
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get("/app/contacts/" + contact).body()).doesNotContain("/renewal\"");
    assertThat(auditor.post("/app/contacts/" + contact + "/renewal", wish()).status())
        .isEqualTo(403);
    assertThat(history()).hasSize(1);
  }
}
