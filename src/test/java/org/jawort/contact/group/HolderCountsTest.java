package org.jawort.contact.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HolderCountsTest {
  private static final TestServer SERVER = TestServer.guest();

  private final TenantId tenant = SERVER.tenant();
  private final ContactGroups groups = SERVER.bean(ContactGroups.class);
  private final GroupMemberChanges members = SERVER.bean(GroupMemberChanges.class);
  private final HolderCounts counts = SERVER.bean(HolderCounts.class);

  @AfterAll
  static void leave() {
    SERVER.close();
  }

  private List<ContactId> contacts(int many) {
    var one =
        new NewContact(
            new MasterData(ContactKind.CUSTOMER, null, null, "Firm", Language.DE),
            List.of(),
            Origin.STAFF);
    return SERVER
        .bean(Contacts.class)
        .create(tenant, IntStream.range(0, many).mapToObj(i -> one).toList())
        .stream()
        .map(made -> ((CreationOutcome.Created) made).card().contact().id())
        .toList();
  }

  private long holders(UUID group) {
    return groups.find(tenant, group).orElseThrow().holders();
  }

  private int update(String sql) {
    return SERVER
        .bean(Database.class)
        .write(
            tenant,
            c -> SERVER.bean(JdbcClient.class).sql(sql).param("tenant", tenant.value()).update());
  }

  @Test
  @DisplayName("S1-16 Members are counted as they come and go, also many at once, and back to none")
  void many() throws Exception {
    UUID one = groups.create(tenant, "Eine").orElseThrow();
    UUID other = groups.create(tenant, "Andere").orElseThrow();
    List<ContactId> all = contacts(120);
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Integer>> work =
          IntStream.range(0, 60).mapToObj(i -> change(one, other, all, i)).toList();
      for (Future<Integer> done : threads.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(holders(one)).isEqualTo(groups.members(tenant, one).size());
    assertThat(holders(other)).isEqualTo(groups.members(tenant, other).size());
    assertThat(counts.differences(tenant)).isEmpty();
    update("DELETE FROM contact_group_member WHERE tenant_id = :tenant");
    assertThat(holders(one)).isZero();
    assertThat(groups.delete(tenant, other)).isEqualTo(new GroupOrFieldOutcome.Deleted(0));
  }

  /** Two groups in both orders in one transaction, of which each fifth comes to nothing. */
  private Callable<Integer> change(UUID one, UUID other, List<ContactId> all, int number) {
    return () -> {
      var random = new Random(number);
      List<ContactId> some = all.stream().filter(id -> random.nextInt(4) == 0).toList();
      Callable<Integer> both =
          () ->
              SERVER
                  .bean(Database.class)
                  .writeAnew(
                      tenant,
                      c -> {
                        members.add(tenant, number % 2 == 0 ? one : other, some, Actor.PROCESS);
                        members.remove(
                            tenant,
                            number % 2 == 0 ? other : one,
                            some.subList(0, some.size() / 2),
                            Actor.PROCESS);
                        if (number % 5 == 0) {
                          throw new IllegalStateException("never mind");
                        }
                        return some.size();
                      });
      if (number % 5 == 0) {
        assertThatThrownBy(both::call).hasMessage("never mind");
        return 0;
      }
      return both.call();
    };
  }

  @Test
  @DisplayName("S1-16 A deleted group takes its count along, and erased contacts leave it")
  void gone() {
    UUID group = groups.create(tenant, "Bald weg").orElseThrow();
    members.add(tenant, group, contacts(3), Actor.PROCESS);
    assertThat(holders(group)).isEqualTo(3);
    ContactId left = contacts(1).getFirst();
    members.add(tenant, group, List.of(left), Actor.PROCESS);
    update("DELETE FROM contact WHERE tenant_id = :tenant AND id = '" + left + "'");
    assertThat(holders(group)).isEqualTo(3);
    assertThat(groups.delete(tenant, group)).isEqualTo(new GroupOrFieldOutcome.Deleted(3));
    assertThat(counts.differences(tenant)).isEmpty();
    assertThat(
            update(
                "DELETE FROM holder_count WHERE tenant_id = :tenant AND held_id = '" + group + "'"))
        .isZero();
  }
}
