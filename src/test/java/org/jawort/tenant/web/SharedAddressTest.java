package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One person works for two firms, under one address. */
class SharedAddressTest {
  private final TestServer server = TestServer.shared();
  private final String address = "both-" + UUID.randomUUID() + "@salon.example";

  private TenantId hired(String firm, String password) {
    TenantId tenant =
        server
            .bean(Tenants.class)
            .create(new NewTenant(TestInstallation.profile(firm, firm), true));
    server
        .bean(Users.class)
        .add(
            tenant,
            new NewUser(
                "Berta",
                StaffEmail.parse(address).orElseThrow(),
                Role.OWNER,
                Language.DE,
                password));
    return tenant;
  }

  @Test
  @DisplayName("S1-20 The password tells which firm is meant, and signing in ends no session")
  void twoFirms() {
    hired("Salon Erster", "ein ruhiger Fluss am Morgen");
    hired("Salon Zweiter", "zwei laute Hähne am Abend");
    TestBrowser first = server.browser().signIn(address, "ein ruhiger Fluss am Morgen");
    TestBrowser second =
        server.browser().signIn(address.toUpperCase(), "zwei laute Hähne am Abend");
    assertThat(first.get("/app/settings").body()).contains("Salon Erster");
    assertThat(second.get("/app/settings").body())
        .contains("Salon Zweiter")
        .doesNotContain("Salon Erster");
    server.browser().signIn(address, "ein ruhiger Fluss am Morgen");
    assertThat(first.get("/app/settings").status())
        .as("the first session after another sign-in by the same person")
        .isEqualTo(200);
    second.post("/logout", Map.of());
    assertThat(first.get("/app/settings").status())
        .as("the first session after the second was signed out of")
        .isEqualTo(200);
  }
}
