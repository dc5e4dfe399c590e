package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who left the firm is out at once, and stays known by name. */
class DisabledStaffTest {
  private static final String PASSWORD = "sieben blaue Kannen am Zaun";

  private final TestServer server = TestServer.shared();
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  private final Users users = server.bean(Users.class);
  private final String address = "left-" + UUID.randomUUID() + "@salon.example";

  private UserId somebody() {
    var user =
        new NewUser(
            "Lea Left", StaffEmail.parse(address).orElseThrow(), Role.STAFF, Language.DE, PASSWORD);
    return users.add(tenant, user);
  }

  private void disable(UserId user) {
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("UPDATE staff_user SET disabled_at = ? WHERE tenant_id = ? AND id = ?")
                    .params(
                        server.clock().instant().atOffset(ZoneOffset.UTC),
                        tenant.value(),
                        user.value())
                    .update());
  }

  @Test
  @DisplayName("S1-20 Whoever is disabled has no session any more, and gets no new one")
  void out() {
    UserId user = somebody();
    TestBrowser browser = server.browser().signIn(address, PASSWORD);
    assertThat(browser.get("/app/settings").status()).as("a page before").isEqualTo(200);

    disable(user);

    TestBrowser.Page after = browser.get("/app/settings");
    assertThat(after.status()).as("the same page with the session of before").isEqualTo(302);
    assertThat(after.location()).startsWith("/login");
    TestBrowser again = server.browser();
    again.get("/login");
    assertThat(again.post("/login", Map.of("email", address, "password", PASSWORD)).status())
        .as("a new sign-in with the right password")
        .isEqualTo(422);
    assertThat(users.active(tenant)).extracting(User::id).doesNotContain(user);
    assertThat(users.find(tenant, user)).as("the name for what they did").isPresent();
  }
}
