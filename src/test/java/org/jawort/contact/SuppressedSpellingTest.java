package org.jawort.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jawort.TestServer;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However an address is written, it is one address on the suppression list. */
class SuppressedSpellingTest {
  private final TestServer server = TestServer.shared();
  private final Suppressions suppressions = server.bean(Suppressions.class);
  private final TenantId tenant =
      server
          .bean(Tenants.class)
          .create(new NewTenant(TestInstallation.profile("Salon Ada", "Salon Ada"), true));

  private static CheckedAddress address(String typed) {
    return CheckedAddress.parse(Channel.EMAIL, typed).orElseThrow();
  }

  private ContactPoint create(String typed) {
    var data = new MasterData(ContactKind.CUSTOMER, "Ada", null, null, Language.DE);
    var wanted = new NewContact(data, List.of(address(typed)), Origin.STAFF);
    CreationOutcome made = server.bean(Contacts.class).create(tenant, List.of(wanted)).getFirst();
    return ((CreationOutcome.Created) made).card().points().getFirst();
  }

  private boolean suppressed(String typed) {
    return server
        .bean(Contacts.class)
        .find(tenant, address(typed))
        .orElseThrow()
        .points()
        .getFirst()
        .suppressed();
  }

  @ParameterizedTest
  @CsvSource({
    "nie@example.org, nie@example.org, nie@example.org",
    "nie@example.org, Nie@example.org, Nie@example.org",
    "nie@example.org, nie@example.org, NIE@Example.org",
    "Nie@example.org, nie@example.org, nie@example.org",
    "nie@example.org, Nie@example.org, nie@example.org",
    "Über@example.org, ÜBER@example.org, über@example.org"
  })
  @DisplayName("B-09 Suppressed, created and taken off the list in whatever letters")
  void spelling(String listed, String created, String removed) {
    ContactPoint before = create("x" + listed);
    server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              var point =
                  new ContactPoint(
                      before.id(),
                      before.contact(),
                      Channel.EMAIL,
                      listed,
                      address(listed).key(),
                      null,
                      null,
                      before.createdAt(),
                      false);
              suppressions.add(connection, tenant, List.of(point));
              return point;
            });
    create(created);
    assertThat(suppressed(created))
        .as("whether %s is suppressed with %s", created, listed)
        .isTrue();
    assertThat(suppressions.remove(tenant, address(removed), Actor.PROCESS, "asked for it"))
        .as("whether %s was taken off the list", removed)
        .isTrue();
    assertThat(suppressed(created))
        .as("whether %s is suppressed after %s was taken off the list", created, removed)
        .isFalse();
    assertThat(suppressions.check(tenant, address(listed))).isEmpty();
  }
}
