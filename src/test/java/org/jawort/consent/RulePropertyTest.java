package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jawort.TestServer;
import org.jawort.contact.Arrival;
import org.jawort.contact.Arrivals;
import org.jawort.contact.Arrived;
import org.jawort.contact.Channel;
import org.jawort.contact.ContactErasure;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;

/**
 * B-04, issue 3 point 7: over random histories the one call, the set-based statements and the time
 * machine at every past instant give the answer of an independent fold.
 */
class RulePropertyTest {
  private static final TestServer SERVER = TestServer.start(Map.of());
  private static final String OFFERS = "offers";
  private static final int MONTHS = 2;
  private static final int POINTS = 2;
  private static final int STEPS = 40;
  private static final List<String> PURPOSES = List.of(Purposes.NEWSLETTER, OFFERS);

  private final Database database = SERVER.bean(Database.class);
  private final Ledger ledger = SERVER.bean(Ledger.class);
  private final Blocks blocks = SERVER.bean(Blocks.class);
  private final Consents consents = SERVER.bean(Consents.class);
  private final Permissions permissions = SERVER.bean(Permissions.class);
  private final Statuses statuses = SERVER.bean(Statuses.class);

  /** A contact point, what is expected of it, and what was expected at each instant so far. */
  private static final class Person {
    final String address = UUID.randomUUID() + "@example.org";
    final Map<Instant, Map<String, String>> past = new TreeMap<>();
    ContactPointId point;
    ContactId contact;
    RuleModel model;
  }

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  @Property(tries = 30, shrinking = ShrinkingMode.OFF)
  @Label("B-04 single call, many at once and every past instant agree with an independent fold")
  void everyAnswerIsTheSame(@ForAll long seed) {
    var random = new Random(seed);
    TenantId tenant = SERVER.bean(Tenants.class).create(new NewTenant(profile(), true));
    Map<String, PurposeId> purposes = purposes(tenant);
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      people.add(arrive(tenant, new Person(), random));
    }
    for (int step = 0; step < STEPS; step++) {
      SERVER.clock().tick(Duration.ofHours(1 + random.nextInt(24 * 20)));
      Person person = people.get(random.nextInt(POINTS));
      act(tenant, purposes, person, random);
      people.forEach(RulePropertyTest::remember);
    }
    people.forEach(person -> checkOne(tenant, person));
    checkMany(tenant, people);
    assertThat(statuses.differences(tenant)).isEmpty();
  }

  private Map<String, PurposeId> purposes(TenantId tenant) {
    Purposes all = SERVER.bean(Purposes.class);
    var profile =
        new PurposeProfile(
            new PurposeName("Angebote", "Offers"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            MONTHS,
            PurposeProfile.Expiry.BLOCK,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.DE);
    var ids = new HashMap<String, PurposeId>();
    ids.put(OFFERS, all.create(tenant, OFFERS, profile).orElseThrow().id());
    ids.put(Purposes.NEWSLETTER, all.byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id());
    return ids;
  }

  /** By a form, which sets the block NEW and signs up in the same transaction, or otherwise. */
  private Person arrive(TenantId tenant, Person person, Random random) {
    boolean form = random.nextBoolean();
    MailBlock block = form ? MailBlock.NEW : null;
    Instant now = SERVER.clock().instant();
    person.past.clear();
    person.model = new RuleModel(new RuleModel.Validity(OFFERS, MONTHS), block);
    PurposeId newsletter =
        SERVER.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    database.write(
        tenant,
        connection -> {
          Arrived arrived =
              SERVER
                  .bean(Arrivals.class)
                  .takeIn(connection, List.of(arrival(tenant, person, block, now)))
                  .getFirst();
          person.point = arrived.contactPoint();
          person.contact = arrived.contact();
          if (form) {
            var event = event(tenant, person, newsletter, EventType.SIGNED_UP, Actor.RECIPIENT);
            ledger.appendFirst(connection, List.of(event), block);
          }
          return arrived;
        });
    if (form) {
      person.model.happens(Purposes.NEWSLETTER, EventType.SIGNED_UP, Actor.Kind.RECIPIENT, now);
    }
    remember(person);
    return person;
  }

  private static Arrival arrival(TenantId tenant, Person person, MailBlock block, Instant now) {
    return new Arrival(
        tenant,
        Channel.EMAIL,
        person.address,
        person.address,
        null,
        null,
        Language.DE,
        Origin.FORM,
        block,
        now);
  }

  private void act(TenantId tenant, Map<String, PurposeId> purposes, Person person, Random random) {
    String purpose = PURPOSES.get(random.nextInt(2));
    Instant now = SERVER.clock().instant();
    switch (random.nextInt(30)) {
      case 0 -> report(tenant, person, MailBlock.HARD_BOUNCE, now);
      case 1 -> report(tenant, person, MailBlock.COMPLAINT, now);
      case 2, 3, 4, 5 ->
          assertThat(blocks.set(tenant, person.point, staff(), "asked by phone"))
              .isEqualTo(done(person.model.set("STAFF")));
      case 6, 7, 8, 9 ->
          assertThat(blocks.lift(tenant, person.point, staff(), "asked by phone"))
              .isEqualTo(done(person.model.lift()));
      case 10, 11 -> unsubscribe(tenant, purposes.get(purpose), purpose, person, now);
      case 12 -> {
        if (random.nextInt(3) == 0) {
          erase(tenant, person);
          arrive(tenant, person, random);
        }
      }
      default -> happen(tenant, purposes.get(purpose), purpose, person, random, now);
    }
  }

  private static UserId staff() {
    return new UserId(UUID.randomUUID());
  }

  private static Blocking done(boolean expected) {
    return expected ? Blocking.DONE : Blocking.UNCHANGED;
  }

  private void report(TenantId tenant, Person person, MailBlock block, Instant now) {
    var report = new Blocks.Report(tenant, person.point, block, "BOUNCE", null, null, now);
    database.write(
        tenant,
        connection -> {
          blocks.report(connection, List.of(report));
          return report;
        });
    person.model.set(block.name());
  }

  private void unsubscribe(
      TenantId tenant, PurposeId id, String purpose, Person person, Instant now) {
    var nothing = new Evidence(null, null, null, null, List.of(), null, null);
    consents.unsubscribe(tenant, person.point, id, new Withdrawal(null, null, "LINK", nothing));
    person.model.unsubscribes(purpose, now);
  }

  private void erase(TenantId tenant, Person person) {
    database.write(
        tenant,
        connection -> {
          SERVER.bean(ConsentErasure.class).erase(connection, tenant, List.of(person.point));
          SERVER.bean(ContactErasure.class).erase(connection, tenant, List.of(person.contact));
          return person;
        });
    assertThat(
            permissions.ask(
                tenant, Channel.EMAIL, person.address, OFFERS, MessageClass.ADVERTISING))
        .isEqualTo(Permission.EXTERNAL_ADDRESS);
  }

  private void happen(
      TenantId tenant, PurposeId id, String purpose, Person person, Random random, Instant now) {
    boolean anything = random.nextInt(4) == 0;
    List<Fact> facts =
        Fact.all().stream()
            .filter(fact -> anything || fact.changes(person.model.status(purpose)))
            .toList();
    Fact fact = facts.get(random.nextInt(facts.size()));
    EventType type = fact.type();
    Actor.Kind kind = fact.actor();
    NewEvent event = event(tenant, person, id, type, new Actor(kind, null));
    Appended appended =
        database.write(tenant, connection -> ledger.append(connection, List.of(event)).getFirst());
    boolean changes = person.model.happens(purpose, type, kind, now);
    assertThat(appended instanceof Appended.Changed).isEqualTo(changes);
  }

  /** Something that somebody might do to a consent, be it allowed or not. */
  private record Fact(EventType type, Actor.Kind actor) {
    static List<Fact> all() {
      return EnumSet.allOf(EventType.class).stream()
          .filter(type -> !type.aboutBlockAlone())
          .flatMap(type -> Arrays.stream(Actor.Kind.values()).map(actor -> new Fact(type, actor)))
          .toList();
    }

    boolean changes(String status) {
      String to = TransitionTest.expected(ConsentStatus.valueOf(status), type, actor);
      return !to.equals("forbidden") && !to.equals("=");
    }
  }

  private static NewEvent event(
      TenantId tenant, Person person, PurposeId purpose, EventType type, Actor actor) {
    return new NewEvent(
        tenant,
        person.point,
        purpose,
        type,
        actor,
        "TEST",
        null,
        null,
        null,
        null,
        SERVER.clock().instant(),
        type == EventType.LAPSED ? MailBlock.LAPSED : null);
  }

  private static void remember(Person person) {
    Instant now = SERVER.clock().instant();
    var expected = new TreeMap<String, String>();
    for (String purpose : PURPOSES) {
      for (MessageClass kind : MessageClass.values()) {
        expected.put(purpose + " " + kind, person.model.answer(purpose, kind, now));
      }
    }
    person.past.put(now, expected);
  }

  private void checkOne(TenantId tenant, Person person) {
    person.past.forEach(
        (at, expected) -> {
          var actual = new TreeMap<String, String>();
          for (String purpose : PURPOSES) {
            for (MessageClass kind : MessageClass.values()) {
              Permission then =
                  permissions.askAt(tenant, Channel.EMAIL, person.address, purpose, kind, at);
              assertThat(then.allowed()).isEqualTo(RuleModel.allows(then.reason()));
              actual.put(purpose + " " + kind, then.reason());
            }
          }
          assertThat(actual).as("at " + at).isEqualTo(expected);
        });
  }

  private void checkMany(TenantId tenant, List<Person> people) {
    Instant now = SERVER.clock().instant();
    List<ContactPointId> points = people.stream().map(person -> person.point).toList();
    Map<ContactPointId, List<ClassPermission>> every = permissions.everyClass(tenant, points);
    for (String purpose : PURPOSES) {
      for (MessageClass kind : MessageClass.values()) {
        Map<ContactPointId, Permission> many = permissions.askAll(tenant, points, purpose, kind);
        var counts = new TreeMap<String, Long>();
        for (Person person : people) {
          Permission one = permissions.ask(tenant, Channel.EMAIL, person.address, purpose, kind);
          assertThat(one.reason()).isEqualTo(person.model.answer(purpose, kind, now));
          assertThat(many.get(person.point)).isEqualTo(one);
          assertThat(permissions.askAt(tenant, Channel.EMAIL, person.address, purpose, kind, now))
              .isEqualTo(one);
          assertThat(every.get(person.point))
              .filteredOn(answer -> answer.messageClass() == kind)
              .filteredOn(answer -> answer.purpose() == null || answer.purpose().equals(purpose))
              .extracting(answer -> answer.permission().reason())
              .containsExactly(one.reason());
          counts.merge(one.reason(), 1L, Long::sum);
        }
        assertThat(permissions.count(tenant, Channel.EMAIL, purpose, kind)).isEqualTo(counts);
      }
    }
  }

  private static TenantProfile profile() {
    return new TenantProfile(
        "Salon",
        "Salon",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        "Salon",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE),
        ZoneId.of("Europe/Berlin"),
        IpMode.OFF,
        "#a8326f",
        "DE");
  }
}
