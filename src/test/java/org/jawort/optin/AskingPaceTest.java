package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.contact.group.ContactGroups;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobRest;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.Jobs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Groups are asked little by little, by the clock. */
class AskingPaceTest {
  private static final StatedBasis BASIS =
      StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int MANY = 1_000;

  private static AskedGroup house;
  private static MassRequests door;

  @BeforeAll
  static void open() {
    house = new AskedGroup("Salon Gemach");
    door = house.server.bean(MassRequests.class);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** So many at a domain; what an earlier test asked is out of the hour by then. */
  private static List<UUID> people(int many, String domain) {
    house.server.clock().tick(HOUR);
    var people = new ArrayList<UUID>();
    for (int i = 0; i < many; i++) {
      people.add(house.at(domain, UUID.randomUUID().toString()));
    }
    return people;
  }

  private static JobId start(UUID group, int perHour, int perDomain) {
    Actor by = Actor.staff(UUID.randomUUID());
    var pace = new AskingPace(perHour, perDomain);
    var outcome = door.start(house.tenant, house.request(group), BASIS, by, "GROUP", pace);
    return ((MassRequests.MassRequestOutcome.Started) outcome).job();
  }

  private static Job find(JobId id) {
    return house.server.bean(Jobs.class).find(house.tenant, id).orElseThrow();
  }

  private static boolean isDone(JobId id) {
    return find(id).state() == JobState.DONE;
  }

  /** When who was asked of these, at which domain, the first first. */
  private static List<AskedThen> asked(List<UUID> contacts) {
    return house
        .list(
            String.class,
            """
            SELECT e.at || ' ' || split_part(p.address, '@', 2) FROM consent_event e
            JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
            WHERE e.tenant_id = ? AND e.type = 'REQUESTED' AND p.contact_id = ANY (?)
            ORDER BY e.at
            """,
            house.tenant.value(),
            contacts.toArray(UUID[]::new))
        .stream()
        .map(AskedThen::read)
        .toList();
  }

  private record AskedThen(Instant at, String domain) {
    static AskedThen read(String text) {
      int end = text.lastIndexOf(' ');
      String at = text.substring(0, end).replace(' ', 'T');
      String zoned = at.matches(".*[+-]\\d\\d") ? at + ":00" : at;
      return new AskedThen(
          java.time.OffsetDateTime.parse(zoned).toInstant(), text.substring(end + 1));
    }
  }

  /** The most in any hour that begins with one of them. */
  private static int fullestHour(List<AskedThen> asked) {
    return asked.stream()
        .mapToInt(
            first ->
                (int)
                    asked.stream()
                        .filter(one -> !one.at().isBefore(first.at()))
                        .filter(one -> one.at().isBefore(first.at().plus(HOUR)))
                        .count())
        .max()
        .orElse(0);
  }

  private static Map<String, List<AskedThen>> byDomain(List<AskedThen> asked) {
    return asked.stream().collect(Collectors.groupingBy(AskedThen::domain));
  }

  /** Lets time pass as the worker would, whose looks come at odd moments. */
  private static Duration untilDone(JobId job, int batch) {
    Instant begin = house.server.clock().instant();
    for (int i = 0; i < MANY && !isDone(job); i++) {
      house.work(job, batch);
      house.server.clock().tick(Duration.ofSeconds(97));
    }
    assertThat(find(job).state()).isEqualTo(JobState.DONE);
    return Duration.between(begin, house.server.clock().instant());
  }

  @Test
  @DisplayName("S1-16 never more than so many in any hour, nor at one domain, and nobody starves")
  void spread() {
    List<UUID> all = new ArrayList<>(people(60, "gross.example"));
    for (int i = 0; i < 30; i++) {
      all.addAll(people(1, "klein" + i + ".example"));
    }
    JobId job = start(house.group(all), 40, 20);
    untilDone(job, 7);

    List<AskedThen> asked = asked(all);
    assertThat(asked).hasSize(90);
    assertThat(find(job).progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, 90));
    assertThat(fullestHour(asked)).isBetween(30, 40);
    assertThat(fullestHour(byDomain(asked).get("gross.example"))).isBetween(15, 20);
    Instant begin = asked.getFirst().at();
    byDomain(asked)
        .forEach(
            (domain, some) -> {
              if (domain.startsWith("klein")) {
                assertThat(some.getFirst().at())
                    .as("%s does not wait until all of the large one are asked", domain)
                    .isBefore(begin.plus(Duration.ofMinutes(150)));
              }
            });
    assertThat(count("asking_held")).as("nobody waits any longer").isZero();
  }

  private static long count(String table) {
    return house.count(
        "SELECT count(*) FROM %s WHERE tenant_id = ?".formatted(table), house.tenant.value());
  }

  @Test
  @DisplayName("S1-16 it says why it waits and when it goes on, and how long all will take")
  void saysWhy() {
    List<UUID> people = people(300, "warten.example");
    UUID group = house.group(people);
    JobId job = start(group, 100, 10);
    assertThat(door.preview(house.tenant, house.request(group)))
        .isEqualTo(new AskingPreview(Map.of(MassRequest.REQUESTED, 300), "warten.example", 300));
    house.work(job, 1_000);
    JobRest rest = java.util.Objects.requireNonNull(find(job).life().rest());
    assertThat(rest.until()).isEqualTo(house.server.clock().instant().plus(AskingPace.PART));
    assertThat(rest.why().key()).isEqualTo("asking.rest.hours");
    assertThat(rest.why().arguments()).containsExactly("100", "10", "30");
    assertThat(find(job).state()).isEqualTo(JobState.RUNNING);
    assertThat(house.isDue()).as("nobody looks before").isFalse();
    house.server.clock().tick(AskingPace.PART);
    assertThat(house.isDue()).isTrue();
    house.server.bean(Jobs.class).stop(house.tenant, job);
    assertThat(find(job).life().rest()).isNull();
    assertThat(count("asking_held")).as("nobody is kept who waited").isZero();
  }

  @Test
  @DisplayName("S1-16 two groups that are asked at once share what there is in an hour")
  void shared() {
    List<UUID> one = people(40, "eins.example");
    List<UUID> other = people(40, "zwei.example");
    JobId first = start(house.group(one), 30, 30);
    JobId second = start(house.group(other), 30, 30);
    for (int i = 0; i < MANY && !(isDone(first) && isDone(second)); i++) {
      house.work(i % 2 == 0 ? first : second, 5);
      house.work(i % 2 == 0 ? second : first, 5);
      house.server.clock().tick(Duration.ofMinutes(3));
    }
    var both = new ArrayList<>(asked(one));
    both.addAll(asked(other));
    assertThat(both).hasSize(80);
    assertThat(fullestHour(both)).isLessThanOrEqualTo(30);
  }

  @Test
  @DisplayName("S1-16 who says no, is blocked or leaves the group while waiting is not asked")
  void meanwhile() {
    List<UUID> people = people(6, "derweil.example");
    UUID group = house.group(people);
    JobId job = start(group, 10, 10);
    house.work(job, 10);
    assertThat(asked(people)).hasSize(1);
    house.update(
        "UPDATE contact_point SET mail_block = 'COMPLAINT', mail_block_at = ? WHERE contact_id = ?",
        house.now(),
        people.get(2));
    house.update(
        """
        INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id)
        SELECT tenant_id, id, ?, 'REVOKED', ?, id FROM contact_point WHERE contact_id = ?
        """,
        house.purpose.value(),
        house.now(),
        people.get(3));
    house
        .server
        .bean(Database.class)
        .write(
            house.tenant,
            connection -> {
              house
                  .server
                  .bean(ContactGroups.class)
                  .remove(connection, house.tenant, group, house.points(people.get(4)));
              return group;
            });
    untilDone(job, 10);
    assertThat(asked(people)).hasSize(3);
    assertThat(asked(people.subList(2, 5))).isEmpty();
    assertThat(find(job).progress().outcome())
        .isEqualTo(Map.of(MassRequest.REQUESTED, 3, "BLOCKED_COMPLAINT", 1, "REVOKED", 1));
  }

  @Test
  @DisplayName("S1-16 held up and gone on with, it is no faster than before")
  void heldUp() {
    List<UUID> people = people(20, "pause.example");
    JobId job = start(house.group(people), 20, 20);
    Jobs jobs = house.server.bean(Jobs.class);
    for (int i = 0; i < MANY && !isDone(job); i++) {
      house.work(job, 3);
      jobs.pause(house.tenant, job);
      house.server.clock().tick(Duration.ofSeconds(50));
      jobs.goOn(house.tenant, job);
    }
    List<AskedThen> asked = asked(people);
    assertThat(asked).hasSize(20);
    assertThat(Duration.between(asked.getFirst().at(), asked.getLast().at()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(54));
  }

  @Test
  @DisplayName("S1-16 a preview says about how long asking takes")
  void lasting() {
    var pace = new AskingPace(500, 100);
    assertThat(pace.lasting(0, 0)).isZero();
    assertThat(pace.lasting(50, 10)).isZero();
    assertThat(pace.lasting(51, 1)).isEqualTo(AskingPace.PART);
    assertThat(pace.lasting(1_000, 1_000)).isEqualTo(HOUR.multipliedBy(10).minus(AskingPace.PART));
    assertThat(AskingPace.inWords(Duration.ZERO).key()).isEqualTo("asking.lasting.soon");
    assertThat(AskingPace.inWords(Duration.ofMinutes(89)).arguments()).containsExactly("89");
    assertThat(AskingPace.inWords(Duration.ofMinutes(90)).arguments()).containsExactly("2");
    assertThat(AskingPace.inWords(Duration.ofDays(3).plusHours(2)))
        .isEqualTo(org.jawort.tenant.job.JobText.of("asking.lasting.days", "3"));
  }
}
