package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.platform.Database;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which secrets sign a call while one takes the place of another. */
class WebhookSecretEndTest {
  private static final String URL = "https://crm.example/hook";

  private final OwnTenant tenant = OwnTenant.fresh();
  private final WebhookSecrets secrets = tenant.bean(WebhookSecrets.class);

  private List<UUID> signing() {
    Map<String, List<UUID>> signing =
        tenant
            .bean(Database.class)
            .write(
                tenant.id(),
                connection ->
                    secrets.ensure(connection, tenant.id(), List.of(URL, URL), tenant.now()));
    assertThat(signing).as("the secrets of one address, named twice").containsOnlyKeys(URL);
    return signing.get(URL);
  }

  private void ends(UUID secret, Duration after) {
    boolean ended =
        tenant
            .bean(Database.class)
            .write(
                tenant.id(),
                connection ->
                    secrets.end(connection, tenant.id(), secret, tenant.now().plus(after)));
    assertThat(ended).as("whether the secret %s ends after %s", secret, after).isTrue();
  }

  @Test
  @DisplayName("B-10 Two secrets sign until the older one ends, the present one first")
  void overlap() {
    UUID old = signing().getFirst();
    ends(old, WebhookSecrets.OVERLAP);
    List<UUID> both = signing();
    UUID present = both.getFirst();
    assertThat(present).as("the present secret, beside %s", old).isNotEqualTo(old);
    assertThat(both).as("the secrets during the overlap").containsExactly(present, old);
    tenant.server().clock().tick(WebhookSecrets.OVERLAP.minusMillis(1));
    assertThat(signing()).as("the secrets just before the end").containsExactly(present, old);
    tenant.server().clock().tick(Duration.ofMillis(1));
    assertThat(signing()).as("the secrets when one has ended").containsExactly(present);
  }

  @Test
  @DisplayName("B-10 A secret that ends anyway can end sooner, and never later")
  void sooner() {
    UUID old = signing().getFirst();
    ends(old, WebhookSecrets.OVERLAP);
    boolean later =
        tenant
            .bean(Database.class)
            .write(
                tenant.id(),
                connection ->
                    secrets.end(
                        connection,
                        tenant.id(),
                        old,
                        tenant.now().plus(WebhookSecrets.OVERLAP).plusSeconds(1)));
    assertThat(later).as("whether the end of a secret can be put off").isFalse();
    ends(old, Duration.ZERO);
    assertThat(signing()).as("the secrets once it ended at once").hasSize(1).doesNotContain(old);
  }
}
