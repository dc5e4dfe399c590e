package org.jawort.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactsTest {
  private final Contacts contacts = TestServer.shared().bean(Contacts.class);
  private final TenantId tenant =
      TestServer.shared().bean(Tenants.class).create(new NewTenant(profile(), true));

  private static TenantProfile profile() {
    return new TenantProfile(
        "Salon Ada",
        "Hauptstraße 1",
        Optional.<URI>empty(),
        "Salon Ada",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE),
        ZoneId.of("Europe/Berlin"),
        IpMode.OFF,
        "#a8326f",
        "DE");
  }

  private static NewContact contact(String... addresses) {
    return new NewContact(
        new MasterData(ContactKind.CUSTOMER, null, null, "Firm", Language.DE),
        List.of(addresses).stream()
            .map(address -> CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
            .toList(),
        Origin.STAFF);
  }

  @Test
  @DisplayName("S0-01 Many at once: an address of an earlier one in the batch is known to a later")
  void batch() {
    List<CreationOutcome> made =
        contacts.create(
            tenant,
            List.of(
                contact("a@example.org", "b@example.org"),
                contact("c@example.org", "B@EXAMPLE.org"),
                contact("b@EXAMPLE.org"),
                contact()));

    var first = ((CreationOutcome.Created) made.get(0)).card();
    for (int later : List.of(1, 2)) {
      assertThat(made.get(later))
          .isInstanceOfSatisfying(
              CreationOutcome.Known.class,
              known -> assertThat(known.owner()).isEqualTo(first.contact().id()));
    }
    assertThat(made.get(3)).isInstanceOf(CreationOutcome.Created.class);
    assertThat(contacts.find(tenant, first.contact().id())).contains(first);
    assertThat(contacts.list(tenant, Optional.empty(), 10)).hasSize(2);
  }

  @Test
  @DisplayName("S0-01 Of many who bring the same address at once, one creates the contact")
  void race() throws Exception {
    for (int round = 0; round < 5; round++) {
      NewContact same = contact("race" + round + "@example.org", "x" + round + "@example.org");
      Callable<CreationOutcome> create = () -> contacts.create(tenant, List.of(same)).getFirst();
      List<CreationOutcome> made;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        made =
            threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> create).toList()).stream()
                .map(java.util.concurrent.Future::resultNow)
                .toList();
      }
      var created = made.stream().filter(CreationOutcome.Created.class::isInstance).toList();
      assertThat(created).hasSize(1);
      var owner = ((CreationOutcome.Created) created.getFirst()).card().contact().id();
      assertThat(made)
          .filteredOn(CreationOutcome.Known.class::isInstance)
          .hasSize(7)
          .allSatisfy(
              known -> assertThat(((CreationOutcome.Known) known).owner()).isEqualTo(owner));
    }
  }

  @Test
  @DisplayName("S1-05 Two who edit different fields at once both succeed")
  void edit() throws Exception {
    var id =
        ((CreationOutcome.Created) contacts.create(tenant, List.of(contact())).getFirst())
            .card()
            .contact()
            .id();
    Callable<Optional<ContactCard>> name =
        () ->
            contacts.edit(
                tenant,
                id,
                old ->
                    new MasterData(
                        old.kind(), "Ada", old.lastName(), old.company(), old.language()));
    Callable<Optional<ContactCard>> kind =
        () ->
            contacts.edit(
                tenant,
                id,
                old ->
                    new MasterData(
                        ContactKind.OTHER,
                        old.firstName(),
                        old.lastName(),
                        old.company(),
                        old.language()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(List.of(name, kind));
    }
    assertThat(contacts.find(tenant, id).orElseThrow().contact())
        .returns("Ada", Contact::firstName)
        .returns(ContactKind.OTHER, Contact::kind);
  }
}
