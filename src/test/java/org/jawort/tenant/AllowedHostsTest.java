package org.jawort.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host on the list is that host and no other. */
class AllowedHostsTest {
  private static final UserId SOMEBODY = new UserId(UUID.randomUUID());

  private final TestServer server = TestServer.shared();
  private final AllowedHosts hosts = server.bean(AllowedHosts.class);
  private final TenantId tenant = open();

  private TenantId open() {
    var profile = TestInstallation.profile("Salon Ada", "Salon Ada");
    return server.bean(Tenants.class).create(new NewTenant(profile, true));
  }

  private static HostName host(String name) {
    return HostName.parse(name).orElseThrow();
  }

  @BeforeEach
  void listed() {
    hosts.add(tenant, host("www.salon.example"), SOMEBODY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.www.salon.example",
        "evilwww.salon.example",
        "salon.example",
        "shop.salon.example",
        "www.salon.example.evil.example",
        "www-salon.example",
        "www.salon.examples",
        "wwwasalon.example",
        "xn--slon-53d.example"
      })
  @DisplayName("S1-11 No redirect leads to a host because one with a similar name is on the list")
  void others(String name) {
    assertThat(hosts.holds(tenant, host(name)))
        .as("whether %s is allowed because www.salon.example is", name)
        .isFalse();
  }

  @Test
  @DisplayName("S1-11 The host itself is allowed however it is typed, with this tenant alone")
  void itself() {
    assertThat(hosts.holds(tenant, host("WWW.Salon.Example")))
        .as("whether the host on the list is allowed")
        .isTrue();
    assertThat(hosts.holds(open(), host("www.salon.example")))
        .as("whether it is allowed with another tenant")
        .isFalse();
  }

  @Test
  @DisplayName("S1-11 Taken off the list, that host alone is gone")
  void removed() {
    hosts.add(tenant, host("shop.salon.example"), SOMEBODY);
    assertThat(hosts.add(tenant, host("shop.salon.example"), SOMEBODY))
        .as("whether it came to the list a second time")
        .isFalse();
    assertThat(hosts.remove(tenant, host("www.salon.example")))
        .isEqualTo(new AllowedHosts.RemovalOutcome.Removed());
    assertThat(hosts.all(tenant))
        .extracting(one -> one.host().value())
        .containsExactly("shop.salon.example");
  }
}
