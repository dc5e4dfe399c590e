package org.jawort.optin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.form.Form;
import org.jawort.form.web.SignUpServer;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens.Kind;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B-07 B-08 Whoever never asked for the mail says so in it, and is asked no more")
class ComplaintTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final Map<String, String> COMPLAINT = Map.of("complaint", "yes");

  private final TenantId tenant = SERVER.tenant("Salon Klage", IpMode.TRUNCATED);
  private final Form form = SERVER.form(tenant, Language.DE);

  private void signUp(TenantId of, String address) {
    HttpResponse<String> sent =
        SERVER.submit("/f/" + SERVER.form(of, Language.DE).key(), SignUpServer.filledIn(address));
    assertThat(sent.statusCode()).as("the answer is the same for everybody").isEqualTo(303);
  }

  private List<UUID> mails(TenantId of, String address) {
    return SERVER.ask(
        UUID.class,
        """
        SELECT m.id FROM message m
        JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
        WHERE p.tenant_id = ? AND p.address_key = ? ORDER BY m.id DESC
        """,
        of.value(),
        address);
  }

  private String link(Kind kind, String address) {
    String path = kind == Kind.CONFIRM ? "/c/" : "/r/";
    return path
        + SERVER.token(
            kind, tenant, mails(tenant, address).getFirst(), SERVER.now().plus(Duration.ofDays(7)));
  }

  private List<String> events(String address) {
    return SERVER.ask(
        String.class,
        """
        SELECT e.type || ' ' || coalesce(e.mail_block, '-') || ' ' || e.actor FROM consent_event e
        JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
        WHERE p.tenant_id = ? AND p.address_key = ? AND e.type NOT IN ('SENT', 'SIGNED_UP')
        ORDER BY e.id
        """,
        tenant.value(),
        address);
  }

  @Test
  @DisplayName("The request ends, and no address of the mailbox gets another mail of the tenant")
  void bombed() {
    String address = "klage.berta+eins@gmail.com";
    signUp(tenant, address);
    String refuse = link(Kind.REFUSE, address);
    String page = SERVER.open(refuse).body();
    assertThat(page)
        .contains("Nein, ich möchte nicht", "href=\"" + refuse + "?complaint\"", "Salon Klage")
        .containsOnlyOnce("<button")
        .doesNotContain("??", address);
    assertThat(SERVER.open(refuse + "?complaint").body())
        .contains("Keine Anfragen mehr bekommen", "action=\"" + refuse + "\"")
        .containsOnlyOnce("<button")
        .doesNotContain("??", address);
    assertThat(events(address)).as("opening the page says nothing").isEmpty();
    HttpResponse<String> told = SERVER.submit(refuse, COMPLAINT);
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.body()).contains("Danke für Ihren Hinweis").doesNotContain("??", "<button");
    assertThat(events(address))
        .containsExactly("BLOCKED COMPLAINT RECIPIENT", "REFUSED COMPLAINT RECIPIENT");
    assertThat(SERVER.submit(link(Kind.CONFIRM, address), Map.of()).statusCode()).isEqualTo(410);
    for (String alias : List.of(address, "klageberta@gmail.com", "klage.berta@googlemail.com")) {
      int before = mails(tenant, alias).size();
      signUp(tenant, alias);
      assertThat(mails(tenant, alias)).as("mails to %s", alias).hasSize(before);
    }
    TenantId other = SERVER.tenant("Salon Nebenan", IpMode.TRUNCATED);
    signUp(other, address);
    assertThat(mails(other, address)).as("mails of somebody else").hasSize(1);
  }

  @Test
  @DisplayName("law 15 The evidence holds the button that was pressed, and what stood beside it")
  void evidence() {
    String address = "klage-beleg@example.org";
    signUp(tenant, address);
    SERVER.submit(link(Kind.REFUSE, address), COMPLAINT);
    List<String> shown =
        SERVER.ask(
            String.class,
            """
            SELECT v.content->'shown'->>'button' || ' | ' || (v.content->'shown'->>'text')
            FROM consent_evidence v JOIN consent_event e ON e.tenant_id = v.tenant_id AND e.id = v.event_id
            JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
            WHERE p.tenant_id = ? AND p.address_key = ? AND e.type = 'BLOCKED'
            """,
            tenant.value(),
            address);
    assertThat(shown)
        .singleElement()
        .asString()
        .startsWith("Nie wieder fragen | Sie haben sich bei Salon Klage nicht angemeldet");
  }

  @Test
  @DisplayName(
      "It is heard after a confirmation, after a refusal, when the time is over, and twice")
  void anytime() {
    String confirmed = "klage-danach@example.org";
    signUp(tenant, confirmed);
    String late = link(Kind.REFUSE, confirmed);
    SERVER.submit(link(Kind.CONFIRM, confirmed), Map.of());
    assertThat(SERVER.open(late).body()).contains("?complaint");
    SERVER.submit(late, COMPLAINT);
    assertThat(events(confirmed))
        .containsExactly(
            "CONFIRMED - RECIPIENT", "BLOCKED COMPLAINT RECIPIENT", "REVOKED COMPLAINT RECIPIENT");
    String refused = "klage-nein@example.org";
    signUp(tenant, refused);
    String no = link(Kind.REFUSE, refused);
    SERVER.submit(no, Map.of());
    SERVER.tick(Duration.ofDays(8));
    SERVER.submit(no, COMPLAINT);
    assertThat(SERVER.submit(no, COMPLAINT).body()).contains("Danke für Ihren Hinweis");
    assertThat(events(refused))
        .containsExactly("REFUSED NEW RECIPIENT", "BLOCKED COMPLAINT RECIPIENT");
  }
}
