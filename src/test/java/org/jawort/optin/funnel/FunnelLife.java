package org.jawort.optin.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jawort.optin.AnswerOutcome;
import org.jawort.tenant.Tenants;

/**
 * A random life of a few people, who are told by a plain model what must have become of each of
 * their sign-ups.
 */
final class FunnelLife {
  private static final List<String> DOMAINS =
      List.of("gmail.com", "gmx.de", "web.de", "firma.example");
  private static final Map<String, String> PROVIDERS =
      Map.of("gmail.com", "GMAIL", "gmx.de", "GMX", "web.de", "WEB_DE", "firma.example", "OTHER");

  /** One way through the process; those who signed up twice meanwhile share it. */
  private static final class Round {
    private String mail = "NONE";
    private boolean fetched;
    private SignUpResult signUpResult = SignUpResult.WAITING;
    private Instant due;
    private Instant decided;
  }

  /** A sign-up; no round where the consent was there already. */
  private record SignedUp(Instant at, UUID form, String provider, Round round) {
    private SignUpResult fate() {
      return round == null ? SignUpResult.GIVEN : round.signUpResult;
    }

    private boolean sent() {
      return round != null && !round.mail.equals("NONE");
    }

    private boolean accepted() {
      return round != null && round.mail.equals("ACCEPTED");
    }

    private boolean fetched() {
      return accepted() && round.fetched;
    }

    private long seconds() {
      return Duration.between(at, round.decided).toSeconds();
    }
  }

  private static final class Person {
    private final String address;
    private Round open;
    private boolean given;
    private boolean blocked;

    private Person(String address) {
      this.address = address;
    }

    private boolean bounces() {
      return address.startsWith("bounce");
    }
  }

  private final FunnelHouse house;
  private final Random random;
  private final Instant begin;
  private final List<UUID> forms = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
  private final List<Person> people = new ArrayList<>();
  private final List<SignedUp> signedUp = new ArrayList<>();

  FunnelLife(FunnelHouse house, long seed) {
    this.house = house;
    this.random = new Random(seed);
    house.tick(Duration.ofSeconds(1));
    this.begin = house.now();
    for (int i = 0; i < 9; i++) {
      String name = (i % 4 == 3 ? "bounce-" : "p-") + seed + "-" + i + "-" + UUID.randomUUID();
      people.add(new Person(name + "@" + DOMAINS.get(i % DOMAINS.size())));
    }
  }

  void step() {
    house.tick(Duration.ofMillis(1 + random.nextInt(3_000)));
    Person person = people.get(random.nextInt(people.size()));
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4, 5, 6 -> signUp(person);
      case 7, 8, 9, 10 -> fetch(person);
      case 11, 12, 13 -> confirm(person);
      case 14 -> refuse(person);
      case 15, 16 -> house.tick(Duration.ofMinutes(random.nextInt(200)));
      case 17, 18, 19 -> house.tick(Duration.ofHours(random.nextInt(72)));
      case 20 -> lapse();
      case 21 -> house.settle();
      case 22 -> erase(person);
      default -> eraseUnconfirmed();
    }
  }

  private void signUp(Person person) {
    UUID form = forms.get(random.nextInt(forms.size()));
    Instant now = house.now();
    house.signUp(person.address, form);
    house.send();
    Round round = null;
    if (!person.given) {
      if (person.open == null) {
        person.open = new Round();
        person.open.mail = person.blocked ? "NONE" : person.bounces() ? "REFUSED" : "ACCEPTED";
        person.open.due = due(now);
        person.blocked |= person.bounces();
      }
      round = person.open;
      round.due = round.due.isBefore(due(now)) ? due(now) : round.due;
    }
    String domain = person.address.substring(person.address.indexOf('@') + 1);
    signedUp.add(new SignedUp(now, form, PROVIDERS.get(domain), round));
  }

  private Instant due(Instant from) {
    var zone = house.server.bean(Tenants.class).find(house.tenant).timeZone();
    return from.atZone(zone).plusDays(7).toInstant();
  }

  private void fetch(Person person) {
    if (house.isKnown(person.address) && house.mail(person.address) != null) {
      house.fetch(person.address);
      if (person.open != null && person.open.mail.equals("ACCEPTED")) {
        person.open.fetched = true;
      }
    }
  }

  private boolean asked(Person person) {
    return person.open != null && person.open.mail.equals("ACCEPTED");
  }

  private void confirm(Person person) {
    if (asked(person)) {
      assertThat(house.confirm(person.address)).isEqualTo(AnswerOutcome.DONE);
      person.given = true;
      decide(person, SignUpResult.CONFIRMED);
    }
  }

  private void refuse(Person person) {
    if (asked(person)) {
      assertThat(house.refuse(person.address)).isEqualTo(AnswerOutcome.DONE);
      decide(person, SignUpResult.REFUSED);
    }
  }

  private void decide(Person person, SignUpResult signUpResult) {
    person.open.signUpResult = signUpResult;
    person.open.decided = house.now();
    // Whoever pressed a button behind the link was there.
    person.open.fetched |=
        signUpResult == SignUpResult.CONFIRMED || signUpResult == SignUpResult.REFUSED;
    person.open = null;
  }

  private void lapse() {
    house.lapse();
    for (Person person : people) {
      if (person.open != null && !person.open.due.isAfter(house.now())) {
        decide(person, SignUpResult.LAPSED);
      }
    }
  }

  private void erase(Person person) {
    if (house.isKnown(person.address)) {
      house.erase(person.address);
      if (person.open != null) {
        decide(person, SignUpResult.ERASED);
      }
      forget(person);
    }
  }

  private void eraseUnconfirmed() {
    house.eraseUnconfirmed();
    people.stream().filter(p -> !house.isKnown(p.address)).forEach(FunnelLife::forget);
  }

  private static void forget(Person person) {
    assertThat(person.open).isNull();
    person.given = false;
    person.blocked = false;
  }

  /** Counts in the simplest way, for a few questions, and compares. */
  void compare() {
    Instant end = house.now().plusSeconds(1);
    assertThat(house.miscounted()).as("days that were counted wrong").isEmpty();
    Instant hour = begin.truncatedTo(ChronoUnit.HOURS);
    assertThat(house.byDay(hour))
        .as("what the overview counts")
        .isEqualTo(given(house.funnel(hour, end, FunnelBy.FORM, Map.of()).total().fates()));
    for (FunnelBy by : FunnelBy.values()) {
      same(by, begin, end, Map.of());
      Instant middle = between(begin, end);
      same(by, middle, between(middle, end), Map.of());
      var only = new EnumMap<FunnelBy, String>(FunnelBy.class);
      only.put(FunnelBy.FORM, forms.getFirst().toString());
      same(by, begin, end, only);
      only.put(FunnelBy.PROVIDER, "GMAIL");
      same(by, begin, end, only);
    }
  }

  private static Map<SignUpResult, Long> given(Map<SignUpResult, Long> fates) {
    var given = new HashMap<>(fates);
    given.values().removeIf(count -> count == 0);
    return given;
  }

  private Instant between(Instant from, Instant to) {
    return from.plusMillis((long) (random.nextDouble() * Duration.between(from, to).toMillis()));
  }

  private void same(FunnelBy by, Instant from, Instant to, Map<FunnelBy, String> only) {
    var wanted = new HashMap<>(only);
    String own = wanted.getOrDefault(FunnelBy.FORM, "");
    Predicate<SignedUp> asked =
        s ->
            !s.at().isBefore(from)
                && s.at().isBefore(to)
                && (own.isEmpty() || s.form().toString().equals(own))
                && s.provider().equals(wanted.getOrDefault(FunnelBy.PROVIDER, s.provider()));
    Funnel funnel = house.funnel(from, to, by, only);
    var expected = new HashMap<String, List<SignedUp>>();
    signedUp.stream()
        .filter(asked)
        .forEach(s -> expected.computeIfAbsent(key(by, s), k -> new ArrayList<>()).add(s));
    assertThat(funnel.rows()).extracting(Funnel.Row::key).hasSameElementsAs(expected.keySet());
    funnel.rows().forEach(row -> same(row.counts(), expected.get(row.key())));
    same(funnel.total(), signedUp.stream().filter(asked).toList());
  }

  private String key(FunnelBy by, SignedUp s) {
    return switch (by) {
      case FORM -> s.form().toString();
      case PROVIDER -> s.provider();
      case SOURCE -> "FORM";
      case PROCESS -> s.round() == null ? "" : process();
    };
  }

  private String process() {
    return house
        .list(
            String.class,
            "SELECT id || ':' || version FROM opt_in_process"
                + " WHERE tenant_id = ? AND language = 'de' AND status = 'ACTIVE'",
            house.tenant.value())
        .getFirst();
  }

  private static void same(FunnelCounts counts, List<SignedUp> all) {
    assertThat(counts.at(Stage.SUBMITTED)).isEqualTo(all.size());
    assertThat(counts.at(Stage.SENT)).isEqualTo(count(all, SignedUp::sent));
    assertThat(counts.at(Stage.ACCEPTED)).isEqualTo(count(all, SignedUp::accepted));
    assertThat(counts.at(Stage.FETCHED)).isEqualTo(count(all, SignedUp::fetched));
    for (SignUpResult signUpResult : SignUpResult.values()) {
      assertThat(counts.of(signUpResult))
          .as("%s", signUpResult)
          .isEqualTo(count(all, s -> s.fate() == signUpResult));
    }
    assertThat(counts.at(Stage.CONFIRMED)).isEqualTo(counts.of(SignUpResult.CONFIRMED));
    assertThat(counts.at(Stage.LAPSED)).isEqualTo(counts.of(SignUpResult.LAPSED));
    assertThat(sum(counts.fates())).isEqualTo(all.size());
    assertThat(sum(counts.stops())).isEqualTo(all.size());
    times(counts, all);
  }

  private static void times(FunnelCounts counts, List<SignedUp> all) {
    List<Long> seconds =
        all.stream()
            .filter(s -> s.fate() == SignUpResult.CONFIRMED)
            .map(s -> rounded(s.seconds()))
            .sorted()
            .toList();
    assertThat(counts.times().confirmed()).isEqualTo(seconds.size());
    if (!seconds.isEmpty()) {
      assertThat(counts.times().median().orElseThrow().toSeconds())
          .isEqualTo(seconds.get((int) Math.ceil(seconds.size() * 0.5) - 1));
      assertThat(counts.times().ninety().orElseThrow().toSeconds())
          .isEqualTo(seconds.get((int) Math.ceil(seconds.size() * 0.9 - 1e-9) - 1));
      assertThat(counts.times().spans().getFirst().count())
          .isEqualTo(seconds.stream().filter(s -> s < 300).count());
      assertThat(counts.times().spans().get(2).count())
          .isEqualTo(seconds.stream().filter(s -> s >= 3600 && s < 86400).count());
    }
  }

  private static long rounded(long seconds) {
    long step =
        seconds < 60
            ? 1
            : seconds < 600 ? 10 : seconds < 3_600 ? 60 : seconds < 86_400 ? 900 : 3_600;
    return seconds / step * step;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long count(List<SignedUp> all, Predicate<SignedUp> which) {
    return all.stream().filter(which).count();
  }
}
