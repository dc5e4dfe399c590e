package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.AskedGroup.Person;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MassRequestsTest {
  private static final StatedBasis BASIS =
      StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null);

  private static AskedGroup house;
  private static MassRequests door;

  @BeforeAll
  static void open() {
    house = new AskedGroup("Salon Gruppe");
    door = house.server.bean(MassRequests.class);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static List<UUID> people(int many) {
    String name = UUID.randomUUID().toString();
    return IntStream.range(0, many).mapToObj(i -> house.make(Person.PLAIN, name + i)).toList();
  }

  private static UUID start(UUID group) {
    var start =
        door.start(
            house.tenant, group, house.purpose, BASIS, Actor.staff(UUID.randomUUID()), "STAFF");
    return ((MassRequests.Start.Started) start).id();
  }

  private static MassRequest find(UUID id) {
    return door.find(house.tenant, id).orElseThrow();
  }

  private static long mails(List<UUID> contacts) {
    String sql =
        """
        SELECT count(*) FROM message m
        JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
        WHERE m.tenant_id = ? AND p.contact_id = ANY (?)
        """;
    return house.count(sql, house.tenant.value(), contacts.toArray(UUID[]::new));
  }

  @Test
  @DisplayName("S1-16 it is stopped between two batches and gone on with where it was")
  void stopped() {
    List<UUID> people = people(7);
    UUID id = start(house.group(people));
    assertThat(find(id).total()).isEqualTo(7);
    house.server.clock().tick(Duration.ofSeconds(1));
    assertThat(door.work(house.tenant, id, 3)).isTrue();
    assertThat(find(id).done()).isEqualTo(3);
    assertThat(find(id).perSecond()).isEqualTo(3);

    door.stop(house.tenant, id);
    assertThat(door.work(house.tenant, id, 3)).isFalse();
    assertThat(door.open(List.of(house.tenant))).isEmpty();
    assertThat(find(id).stoppedAt()).isNotNull();
    assertThat(mails(people)).isEqualTo(3);

    door.goOn(house.tenant, id);
    house.work(id, 3);
    MassRequest over = find(id);
    assertThat(over.outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 7));
    assertThat(over.finishedAt()).isNotNull();
    assertThat(mails(people)).isEqualTo(7);
    door.goOn(house.tenant, id);
    assertThat(door.work(house.tenant, id, 3)).as("it is over").isFalse();
  }

  @Test
  @DisplayName("S1-16 who comes later is not asked, nor who left before")
  void membersOfTheMoment() {
    List<UUID> people = people(4);
    UUID group = house.group(people.subList(0, 3));
    UUID id = start(group);
    house.server.clock().tick(Duration.ofSeconds(1));
    house.join(group, people.getLast());
    house
        .server
        .bean(org.jawort.platform.Database.class)
        .write(
            house.tenant,
            connection -> {
              house
                  .server
                  .bean(ContactGroups.class)
                  .remove(connection, house.tenant, group, house.points(people.getFirst()));
              return group;
            });
    house.work(id, 2);
    assertThat(find(id).outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 2));
    assertThat(mails(people.subList(1, 3))).isEqualTo(2);
    assertThat(mails(people)).isEqualTo(2);
  }

  @Test
  @DisplayName("S1-16 S2-05 asked a second time, nobody gets a second mail")
  void twice() {
    List<UUID> people = people(3);
    UUID group = house.group(people);
    house.work(start(group), 10);
    UUID again = start(group);
    house.work(again, 10);
    assertThat(find(again).requested()).isZero();
    assertThat(find(again).outcome().values().stream().mapToInt(n -> n).sum()).isEqualTo(3);
    assertThat(mails(people)).isEqualTo(3);
  }

  @Test
  @DisplayName("B-05 without a basis that carries nothing begins; nor for a group of nobody's")
  void refused() {
    UUID group = house.group(List.of());
    Actor by = Actor.staff(UUID.randomUUID());
    var bought = StatedBasis.of(AskingBasis.BOUGHT_ADDRESS, null, null);
    assertThat(door.start(house.tenant, group, house.purpose, bought, by, "STAFF"))
        .isEqualTo(new MassRequests.Start.Groundless(List.of(AskingLack.DOES_NOT_CARRY)));
    assertThat(door.start(house.tenant, UUID.randomUUID(), house.purpose, BASIS, by, "STAFF"))
        .isEqualTo(new MassRequests.Start.UnknownGroup());
    UUID id = start(group);
    house.work(id, 10);
    assertThat(find(id).total()).isZero();
    assertThat(find(id).finishedAt()).as("nobody is quickly asked").isNotNull();
  }

  @Test
  @DisplayName("S1-16 the worker of a node asks the group at once")
  void atOnce() {
    house.server.bean(MassRequestWork.class).start();
    try {
      List<UUID> people = people(2);
      UUID id = start(house.group(people));
      await().atMost(Duration.ofSeconds(10)).until(() -> find(id).finishedAt() != null);
      assertThat(mails(people)).isEqualTo(2);
    } finally {
      house.server.bean(MassRequestWork.class).stop();
    }
  }
}
