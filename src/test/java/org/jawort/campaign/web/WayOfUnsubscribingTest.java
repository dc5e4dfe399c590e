package org.jawort.campaign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.optin.AnswerOutcome;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the ledger keeps of the way in which somebody unsubscribed. */
class WayOfUnsubscribingTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "leaving-" + UUID.randomUUID() + "@example.org";

  @BeforeEach
  void signUp() {
    tenant.signUp(address);
  }

  private void post(Map<String, String> fields) {
    int number = tenant.bean(Tenants.class).numberOf(tenant.id());
    var content =
        new Tokens.Content(
            Tokens.Kind.UNSUBSCRIBE, number, tenant.question(address).value(), Optional.empty());
    String link = "/u/" + tenant.bean(Tokens.class).write(content);
    int status =
        tenant.server().browser().header("User-Agent", "Firefox").postBare(link, fields).status();
    assertThat(status).as("the answer to unsubscribing by %s", fields).isEqualTo(200);
  }

  /** What the ledger says of the way out, with campaign, mail and browser. */
  private List<String> kept() {
    return tenant.list(
        String.class,
        """
        SELECT concat_ws(' ', e.type, e.actor, e.source,
                         CASE WHEN e.message_id = ? THEN 'this mail' END,
                         CASE WHEN e.campaign_id IS NOT NULL THEN 'of a campaign' END,
                         v.content ->> 'userAgent')
        FROM consent_event e
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = ? AND e.contact_point_id = ? AND e.type IN ('REVOKED', 'REFUSED')
        ORDER BY e.id
        """,
        tenant.question(address).value(),
        tenant.id().value(),
        tenant.point(address).value());
  }

  @Test
  @DisplayName("law 33 S1-02 The button of a mail program is kept as such")
  void oneClick() {
    tenant.confirm(address);
    post(Map.of("List-Unsubscribe", "One-Click"));
    assertThat(kept())
        .as("the ledger after a one-click unsubscription (RFC 8058)")
        .containsExactly("REVOKED RECIPIENT ONE_CLICK this mail of a campaign Firefox");
  }

  @Test
  @DisplayName("law 31 S1-02 The button of the page is kept as a link, whatever else is sent along")
  void link() {
    tenant.confirm(address);
    post(Map.of("List-Unsubscribe", "no"));
    assertThat(kept())
        .as("the ledger after the button of the page was pressed")
        .containsExactly("REVOKED RECIPIENT LINK this mail of a campaign Firefox");
  }

  @Test
  @DisplayName(
      "S1-02 Who unsubscribes while asked has said no: the link of the mail is dead for good")
  void pending() {
    post(Map.of("List-Unsubscribe", "One-Click"));
    assertThat(kept())
        .as("the ledger after an unsubscription that came before the answer")
        .containsExactly("REFUSED RECIPIENT ONE_CLICK this mail of a campaign Firefox");
    assertThat(tenant.confirm(address))
        .as("the answer to the link of the mail that asked")
        .isEqualTo(AnswerOutcome.OVERTAKEN);
    assertThat(
            tenant.list(
                String.class,
                "SELECT status FROM run WHERE tenant_id = ? AND contact_point_id = ?",
                tenant.id().value(),
                tenant.point(address).value()))
        .as("where the request stands that nobody waits for any more")
        .doesNotContain("WAITING");
  }
}
