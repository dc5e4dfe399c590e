package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.jawort.OwnTenant;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.PublicAddresses;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A host that has an address of the internet and one of our own network. */
class MixedAddressesTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final OwnTenant tenant = OwnTenant.fresh();

  private WebhookPost.Answer call(String... addresses) {
    var post =
        new WebhookPost(
            JsonMapper.shared(),
            tenant.bean(WebhookSignature.class),
            tenant.server().clock(),
            host -> {
              var found = new InetAddress[addresses.length];
              for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
              }
              return found;
            },
            PublicAddresses::contain,
            new PinnedCall((SSLSocketFactory) SSLSocketFactory.getDefault(), AT_ONCE, AT_ONCE));
    var call =
        new WebhookCall(
            tenant.id(), UUID.randomUUID(), "https://crm.example/hook", null, tenant.now(), 1);
    return post.make(call, List.of());
  }

  @Test
  @DisplayName("S1-08 One address of our own network is enough, wherever it stands in the list")
  void oneIsEnough() {
    var never = new WebhookPost.Answer(false, true, "NOT_PUBLIC");
    assertThat(call("127.0.0.1")).as("a call to this machine").isEqualTo(never);
    assertThat(call("93.184.215.14", "10.0.0.7"))
        .as("a call to a host whose second address is of our own network")
        .isEqualTo(never);
    assertThat(call("10.0.0.7", "93.184.215.14"))
        .as("a call to a host whose first address is of our own network")
        .isEqualTo(never);
  }
}
