package org.jawort.consent.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jawort.TestServer;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.RuleHouse.Person;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.Channel;
import org.jawort.optin.OptInRequestOutcome;

/**
 * B-04, S3-02: over random histories the one call, the set-based statements and the time machine at
 * every past instant give the answer of an independent fold; and the time machine gives the answer
 * that was given then.
 */
class RulePropertyTest {
  private static final TestServer SERVER = TestServer.start(Map.of());
  private static final int POINTS = 2;
  private static final int STEPS = 40;

  private final Permissions permissions = SERVER.bean(Permissions.class);
  private final Statuses statuses = SERVER.bean(Statuses.class);

  private record Question(String purpose, MessageClass kind) {
    static List<Question> all() {
      var all = new ArrayList<Question>();
      for (String purpose : RuleHouse.PURPOSES) {
        for (MessageClass kind : MessageClass.values()) {
          all.add(new Question(purpose, kind));
        }
      }
      return all;
    }
  }

  /** What was answered about a person, instant by instant, since it came (again). */
  private static final class Past {
    final Person person;
    final Map<Instant, Map<Question, Permission>> answers = new TreeMap<>();

    Past(Person person) {
      this.person = person;
    }
  }

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  @Label("B-04 single call, many at once and every past instant agree with an independent fold")
  void everyAnswerIsTheSame(@ForAll long seed) {
    live(seed);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  @Tag("soak")
  @Label("B-04 the same for many more lives")
  void everyAnswerIsTheSameForMany(@ForAll long seed) {
    live(seed);
  }

  private void live(long seed) {
    var random = new Random(seed);
    var house = new RuleHouse(SERVER, random);
    List<Past> pasts = new ArrayList<>();
    for (int i = 0; i < POINTS; i++) {
      pasts.add(new Past(house.arrive(new Person())));
    }
    for (int step = 0; step < STEPS; step++) {
      // Often within the hour or the day in which mails count, and mostly not.
      int hours = random.nextInt(3) == 0 ? random.nextInt(20) : 1 + random.nextInt(24 * 20);
      SERVER.clock().tick(Duration.ofHours(hours).plusMinutes(1));
      if (random.nextInt(12) == 0) {
        house.changeValidity();
      } else if (random.nextInt(12) == 0) {
        house.archive();
      }
      house.act(pasts.get(random.nextInt(POINTS)).person);
      remember(house, pasts);
    }
    pasts.forEach(past -> checkOne(house, past));
    checkMany(house, pasts.stream().map(past -> past.person).toList());
    pasts.forEach(past -> checkAsking(house, past.person));
    assertThat(statuses.differences(house.tenant)).isEmpty();
  }

  private void remember(RuleHouse house, List<Past> pasts) {
    Instant now = SERVER.clock().instant();
    List<ContactPointId> points = pasts.stream().map(past -> past.person.point).toList();
    for (Past past : pasts) {
      // What was said about somebody who was erased since is unknown.
      past.answers.keySet().removeIf(at -> at.isBefore(past.person.came));
      past.answers.put(now, new HashMap<>());
    }
    for (Question question : Question.all()) {
      Map<ContactPointId, Permission> answers =
          permissions.askAll(house.tenant, points, question.purpose(), question.kind());
      for (Past past : pasts) {
        Permission answer = answers.get(past.person.point);
        assertThat(answer.reason())
            .as("%s at %s", question, now)
            .isEqualTo(past.person.model.answer(question.purpose(), question.kind(), now));
        assertThat(answer.allowed()).isEqualTo(RuleModel.allows(question.kind(), answer.reason()));
        past.answers.get(now).put(question, answer);
      }
    }
  }

  /** Asked about the past, the answer is the one that was given then. */
  private void checkOne(RuleHouse house, Past past) {
    past.answers.forEach(
        (at, answers) ->
            answers.forEach(
                (question, answer) ->
                    assertThat(askAt(house, past.person, question, at))
                        .as("%s at %s", question, at)
                        .isEqualTo(byRule(answer))));
  }

  /** The rule's own answer: what a moment had against asking is not known of the past. */
  private static Permission byRule(Permission answer) {
    boolean momentary = List.of("NO_WORDING", "MAILED_ENOUGH").contains(answer.reason());
    return momentary ? new Permission(true, "OPT_IN", answer.event()) : answer;
  }

  private Permission askAt(RuleHouse house, Person person, Question question, Instant at) {
    return permissions.askAt(
        house.tenant, Channel.EMAIL, person.address, question.purpose(), question.kind(), at);
  }

  /**
   * What is refused to whoever asks for consent is what the answer said, and so is what is offered.
   */
  private void checkAsking(RuleHouse house, Person person) {
    for (String purpose : RuleHouse.PURPOSES) {
      Permission may =
          permissions.ask(
              house.tenant, Channel.EMAIL, person.address, purpose, MessageClass.OPT_IN);
      assertThat(house.offersToAsk(person, purpose)).isEqualTo(may.allowed());
      String block = person.model.block();
      boolean forbids = block != null && MailBlock.valueOf(block).forbidsOptIn();
      assertThat(may.reason().startsWith("BLOCKED_"))
          .isEqualTo(
              forbids && !may.reason().equals("SUPPRESSED") && !may.reason().equals("TRIAL"));
      String asked =
          switch (house.ask(person, purpose)) {
            case OptInRequestOutcome.Requested requested -> "OPT_IN";
            case OptInRequestOutcome.NoWording wording -> "NO_WORDING";
            case OptInRequestOutcome.MailedEnough enough -> "MAILED_ENOUGH";
            case OptInRequestOutcome.Suppressed suppressed -> "SUPPRESSED";
            case OptInRequestOutcome.ForbiddenByRule(String reason) -> reason;
            case OptInRequestOutcome.ForbiddenByBlock(MailBlock by) -> "BLOCKED_" + by;
            case OptInRequestOutcome.ForbiddenByStatus(ConsentStatus status) ->
                status.pending() ? "PENDING" : status.name();
            case OptInRequestOutcome other -> other.toString();
          };
      assertThat(asked).isEqualTo(may.reason());
    }
  }

  private void checkMany(RuleHouse house, List<Person> people) {
    Instant now = SERVER.clock().instant();
    List<ContactPointId> points = people.stream().map(person -> person.point).toList();
    Map<ContactPointId, List<ClassPermission>> every = permissions.everyClass(house.tenant, points);
    for (Question question : Question.all()) {
      String purpose = question.purpose();
      MessageClass kind = question.kind();
      Map<ContactPointId, Permission> many =
          permissions.askAll(house.tenant, points, purpose, kind);
      var counts = new TreeMap<String, Long>();
      for (Person person : people) {
        Permission one =
            permissions.ask(house.tenant, Channel.EMAIL, person.address, purpose, kind);
        assertThat(one.reason()).isEqualTo(person.model.answer(purpose, kind, now));
        assertThat(many.get(person.point)).isEqualTo(one);
        assertThat(askAt(house, person, question, now)).isEqualTo(byRule(one));
        if (house.isOpen(purpose) || kind == MessageClass.TRANSACTIONAL) {
          assertThat(every.get(person.point))
              .filteredOn(answer -> answer.messageClass() == kind)
              .filteredOn(answer -> answer.purpose() == null || answer.purpose().equals(purpose))
              .extracting(answer -> answer.permission().reason())
              .containsExactly(one.reason());
        }
        counts.merge(one.reason(), 1L, Long::sum);
      }
      assertThat(permissions.count(house.tenant, Channel.EMAIL, purpose, kind)).isEqualTo(counts);
    }
  }
}
