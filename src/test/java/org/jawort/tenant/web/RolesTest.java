package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolesTest {
  private static final String PASSWORD = "vier rote Fahrräder im Regen";

  private final TestServer server = TestServer.shared();

  @ParameterizedTest
  @DisplayName("S1-20 Each role may do what it is for: owners alone change the settings")
  @EnumSource(Role.class)
  void settings(Role role) {
    TestBrowser browser = signedIn(role);
    var page = browser.get("/app/settings");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body().contains("Speichern")).isEqualTo(role == Role.OWNER);
    int answer = browser.post("/app/settings", Map.of("name", "")).status();
    assertThat(answer).isEqualTo(role == Role.OWNER ? 422 : 403);
  }

  @ParameterizedTest
  @DisplayName("S1-20 Figures of the operation are for owners; to be on this machine opens nothing")
  @EnumSource(Role.class)
  void metrics(Role role) {
    assertThat(signedIn(role).get("/metrics").status()).isEqualTo(role == Role.OWNER ? 200 : 403);
    assertThat(server.browser().get("/metrics").status()).isEqualTo(302);
    assertThat(server.browser().header("Authorization", "Bearer guessed").get("/metrics").status())
        .isEqualTo(401);
    assertThat(
            server
                .browser()
                .header("Authorization", "Bearer " + TestServer.METRICS_TOKEN)
                .get("/metrics")
                .body())
        .contains("jvm_memory_used_bytes");
  }

  private TestBrowser signedIn(Role role) {
    TenantId tenant = server.bean(Tenants.class).all().getFirst();
    String address =
        role.name().toLowerCase(Locale.ROOT) + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(), StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(tenant, user);
    return server.browser().signIn(address, PASSWORD);
  }
}
