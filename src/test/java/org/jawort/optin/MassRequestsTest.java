package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.Await;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.optin.AskedGroup.Person;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobWork;
import org.jawort.tenant.job.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MassRequestsTest {
  private static final StatedBasis BASIS =
      StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null);

  private static AskedGroup house;
  private static MassRequests door;
  private static Jobs jobs;

  @BeforeAll
  static void open() {
    house = new AskedGroup("Salon Gruppe");
    door = house.server.bean(MassRequests.class);
    jobs = house.server.bean(Jobs.class);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static List<UUID> people(int many) {
    String name = UUID.randomUUID().toString();
    return IntStream.range(0, many).mapToObj(i -> house.make(Person.PLAIN, name + i)).toList();
  }

  @Test
  @DisplayName(
      "S1-16 whose mailbox had mails or has two addresses is found, of few and of many alike")
  void mailboxes() {
    List<UUID> people = people(5);
    String shares =
        """
        UPDATE contact_point p SET mailbox = q.address_key FROM contact_point q
        WHERE q.tenant_id = ? AND q.contact_id = ? AND p.tenant_id = q.tenant_id AND p.contact_id = ?
        """;
    house.update(shares, house.tenant.value(), people.get(0), people.get(1));
    String mailed =
        """
        INSERT INTO message (tenant_id, id, contact_point_id, message_class, purpose_id, campaign_id,
                             campaign_version, status, created_at, due_at, answered_at)
        SELECT tenant_id, gen_random_uuid(), id, 'OPT_IN', ?, gen_random_uuid(), 1, ?, ?, ?, ?
        FROM contact_point WHERE tenant_id = ? AND contact_id = ?
        """;
    for (int i = 2; i < 4; i++) {
      var at = i == 2 ? house.now() : Timestamp.from(house.now().toInstant().minusSeconds(90_000));
      house.update(
          mailed,
          house.purpose.value(),
          "ACCEPTED",
          at,
          at,
          at,
          house.tenant.value(),
          people.get(i));
    }
    assertThat(mailboxes(people, true))
        .isEqualTo(mailboxes(people, false))
        .hasSize(3)
        .containsExactlyInAnyOrderElementsOf(
            house.list(
                UUID.class,
                "SELECT id FROM contact_point WHERE tenant_id = ? AND contact_id = ANY (?)",
                house.tenant.value(),
                people.subList(0, 3).toArray(UUID[]::new)));
  }

  private static List<UUID> mailboxes(List<UUID> people, boolean few) {
    UUID group = house.group(people);
    Instant now = house.now().toInstant();
    return house
        .server
        .bean(Database.class)
        .read(
            house.tenant,
            connection ->
                house
                    .server
                    .bean(MassRequestRows.class)
                    .shared(
                        MassRequestRows.listed(house.tenant, group, now),
                        house.purpose,
                        Set.of(Language.DE),
                        now,
                        few)
                    .stream()
                    .map(one -> one.point().value())
                    .toList());
  }

  private static JobId start(UUID group) {
    Actor by = Actor.staff(UUID.randomUUID());
    var massRequestOutcome =
        door.start(house.tenant, house.request(group), BASIS, by, "STAFF", AskedGroup.FAST);
    return ((MassRequests.MassRequestOutcome.Started) massRequestOutcome).job();
  }

  private static Job find(JobId id) {
    return jobs.find(house.tenant, id).orElseThrow();
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
    JobId id = start(house.group(people));
    assertThat(find(id).progress().total()).isEqualTo(7);
    house.server.clock().tick(Duration.ofSeconds(1));
    assertThat(house.step(id, 3)).isTrue();
    assertThat(find(id).progress().done()).isEqualTo(3);
    assertThat(find(id).progress().perSecond()).isEqualTo(3);

    jobs.pause(house.tenant, id);
    assertThat(house.step(id, 3)).isFalse();
    assertThat(house.isDue()).isFalse();
    assertThat(find(id).state()).isEqualTo(JobState.PAUSED);
    assertThat(mails(people)).isEqualTo(3);

    jobs.goOn(house.tenant, id);
    house.work(id, 3);
    Job over = find(id);
    assertThat(over.progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 7));
    assertThat(over.state()).isEqualTo(JobState.DONE);
    assertThat(mails(people)).isEqualTo(7);
    jobs.goOn(house.tenant, id);
    assertThat(house.step(id, 3)).as("it is over").isFalse();
  }

  @Test
  @DisplayName("S1-16 who comes later is not asked, nor who left before")
  void membersOfTheMoment() {
    List<UUID> people = people(4);
    UUID group = house.group(people.subList(0, 3));
    JobId id = start(group);
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
    assertThat(find(id).progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 2));
    assertThat(mails(people.subList(1, 3))).isEqualTo(2);
    assertThat(mails(people)).isEqualTo(2);
  }

  @Test
  @DisplayName("S1-16 S2-05 asked a second time, nobody gets a second mail")
  void twice() {
    List<UUID> people = people(3);
    UUID group = house.group(people);
    house.work(start(group), 10);
    JobId again = start(group);
    house.work(again, 10);
    assertThat(find(again).progress().count(MassRequest.REQUESTED)).isZero();
    assertThat(find(again).progress().outcome().values().stream().mapToInt(n -> n).sum())
        .isEqualTo(3);
    assertThat(mails(people)).isEqualTo(3);
  }

  @Test
  @DisplayName("B-05 without a basis that carries nothing begins; nor for a group of nobody's")
  void refused() {
    UUID group = house.group(List.of());
    Actor by = Actor.staff(UUID.randomUUID());
    var bought = StatedBasis.of(AskingBasis.BOUGHT_ADDRESS, null, null);
    assertThat(door.start(house.tenant, house.request(group), bought, by, "STAFF", AskedGroup.FAST))
        .isEqualTo(
            new MassRequests.MassRequestOutcome.Groundless(List.of(AskingLack.DOES_NOT_CARRY)));
    var nobodys = house.request(UUID.randomUUID());
    assertThat(door.start(house.tenant, nobodys, BASIS, by, "STAFF", AskedGroup.FAST))
        .isEqualTo(new MassRequests.MassRequestOutcome.UnknownGroup());
    JobId id = start(group);
    house.work(id, 10);
    assertThat(find(id).progress().total()).isZero();
    assertThat(find(id).state()).as("nobody is quickly asked").isEqualTo(JobState.DONE);
  }

  @Test
  @DisplayName("S1-16 the worker of a node asks the group at once")
  void atOnce() {
    house.server.bean(JobWork.class).start();
    try {
      List<UUID> people = people(2);
      JobId id = start(house.group(people));
      Await.until("the mass request is finished", () -> find(id).state() == JobState.DONE);
      assertThat(mails(people)).isEqualTo(2);
    } finally {
      house.server.bean(JobWork.class).stop();
    }
  }

  @Test
  @DisplayName("S1-16 a group is asked for one purpose once at a time, until that is over")
  void onceAtATime() {
    UUID group = house.group(people(2));
    JobId first = start(group);
    Actor by = Actor.staff(UUID.randomUUID());
    MassRequest request = house.request(group);
    assertThat(door.start(house.tenant, request, BASIS, by, "STAFF", AskedGroup.FAST))
        .isEqualTo(new MassRequests.MassRequestOutcome.AlreadyAsking(first));
    jobs.pause(house.tenant, first);
    assertThat(door.asking(house.tenant, request)).contains(first);
    jobs.stop(house.tenant, first);
    assertThat(door.asking(house.tenant, request)).isEmpty();
    assertThat(start(group)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("S1-16 what was stopped for good asks nobody any more, not even the batch at hand")
  void stoppedForGood() {
    List<UUID> people = people(4);
    JobId id = start(house.group(people));
    house.step(id, 2);
    assertThat(jobs.stop(house.tenant, id)).isTrue();
    house.work(id, 2);
    assertThat(jobs.goOn(house.tenant, id)).isFalse();
    assertThat(jobs.pause(house.tenant, id)).isFalse();
    assertThat(jobs.stop(house.tenant, id)).isFalse();
    assertThat(find(id).state()).isEqualTo(JobState.STOPPED);
    assertThat(mails(people)).isEqualTo(2);
    String kept = "SELECT count(parameters) FROM job WHERE tenant_id = ? AND id = ?";
    assertThat(house.count(kept, house.tenant.value(), id.value()))
        .as("the basis is forgotten")
        .isZero();
  }

  @Test
  @DisplayName("B-05 nobody is asked for a purpose without words, nor for one that is archived")
  void purposes() {
    UUID group = house.group(people(1));
    Actor by = Actor.staff(UUID.randomUUID());
    var wordless = new MassRequest(group, house.wordless);
    assertThat(door.start(house.tenant, wordless, BASIS, by, "STAFF", AskedGroup.FAST))
        .isEqualTo(new MassRequests.MassRequestOutcome.NoWording());
    assertThat(door.preview(house.tenant, wordless).counts()).isEqualTo(Map.of("NO_WORDING", 1));
    var unknown = new MassRequest(group, new PurposeId(UUID.randomUUID()));
    assertThat(door.start(house.tenant, unknown, BASIS, by, "STAFF", AskedGroup.FAST))
        .isEqualTo(new MassRequests.MassRequestOutcome.ClosedPurpose());
  }
}
