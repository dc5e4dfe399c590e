package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
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
  private static final String PASSWORD = "ein ruhiger Fluss am Morgen";

  private final TestServer server = TestServer.shared();
  private final String address = "both-" + UUID.randomUUID() + "@salon.example";

  private void hired(String firm) {
    TenantId tenant =
        server
            .bean(Tenants.class)
            .create(new NewTenant(TestInstallation.profile(firm, firm), true));
    StaffEmail email = StaffEmail.parse(address).orElseThrow();
    Users users = server.bean(Users.class);
    Optional<AccountId> account = server.bean(Accounts.class).find(email);
    if (account.isEmpty()) {
      users.add(tenant, new NewUser("Berta", email, Role.OWNER, Language.DE, PASSWORD));
    } else {
      users.join(tenant, new Users.Joining(account.get(), "Berta", email, Role.OWNER, Language.DE));
    }
  }

  @Test
  @DisplayName("B-17 One password opens both firms, and signing in ends no session")
  void twoFirms() {
    hired("Salon Erster");
    hired("Salon Zweiter");
    TestBrowser first = server.browser().signIn(address, PASSWORD);
    TestBrowser second = server.browser().signIn(address.toUpperCase(), PASSWORD);
    assertThat(first.get("/app/settings").body()).contains("Salon Erster", "Salon Zweiter");
    second.get("/app/settings");
    second.post("/app/tenant", Map.of("tenant", number("Salon Zweiter")));
    assertThat(second.get("/app/settings").body()).contains("value=\"Salon Zweiter\"");
    assertThat(first.get("/app/settings").body())
        .as("the first session, where it was")
        .contains("value=\"Salon Erster\"");
    server.browser().signIn(address, PASSWORD);
    second.post("/logout", Map.of());
    assertThat(first.get("/app/settings").status())
        .as("the first session after the second was signed out of")
        .isEqualTo(200);
  }

  private int number(String firm) {
    Tenants tenants = server.bean(Tenants.class);
    return tenants.all().stream()
        .map(tenants::find)
        .filter(tenant -> tenant.name().equals(firm))
        .findFirst()
        .orElseThrow()
        .number();
  }
}
