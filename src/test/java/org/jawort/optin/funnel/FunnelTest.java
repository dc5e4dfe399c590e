package org.jawort.optin.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.funnel.FunnelCounts.Stop;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The funnel, counted by hand and by a second way of counting. */
class FunnelTest {
  /** Random lives that are recounted. */
  private static final int LIVES = Integer.getInteger("jawort.lives", 2);

  private static final UUID NEWS = UUID.randomUUID();
  private static final UUID SHOP = UUID.randomUUID();

  private static FunnelHouse house;

  @BeforeAll
  static void start() {
    house = new FunnelHouse();
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  private record Expected(
      Map<Stage, Long> stages, Map<SignUpResult, Long> fates, Map<Stop, Long> stops) {
    static Expected of(FunnelCounts counts) {
      var fates = new EnumMap<SignUpResult, Long>(SignUpResult.class);
      fates.putAll(counts.fates());
      fates.values().removeIf(count -> count == 0);
      var stops = new EnumMap<Stop, Long>(Stop.class);
      stops.putAll(counts.stops());
      stops.values().removeIf(count -> count == 0);
      return new Expected(counts.stages(), fates, stops);
    }
  }

  private static Map<Stage, Long> stages(
      long submitted, long sent, long accepted, long fetched, long confirmed, long lapsed) {
    return Map.of(
        Stage.SUBMITTED, submitted,
        Stage.SENT, sent,
        Stage.ACCEPTED, accepted,
        Stage.FETCHED, fetched,
        Stage.CONFIRMED, confirmed,
        Stage.LAPSED, lapsed);
  }

  @Test
  @DisplayName("B-11 counted by hand: through the real doors, over lapse and erasure")
  void byHand() {
    Instant from = house.now();
    house.tick(Duration.ofSeconds(1));
    house.signUp("ada@gmail.com", NEWS);
    house.signUp("bob@gmx.de", NEWS);
    house.signUp("cy@web.de", NEWS);
    house.signUp("dan@firma.example", SHOP);
    house.signUp("bounce-eve@gmail.com", SHOP);
    house.signUp("later-fay@t-online.de", SHOP);
    house.send();
    house.tick(Duration.ofSeconds(90));
    house.fetch("ada@gmail.com");
    house.fetch("ada@gmail.com");
    house.fetch("bob@gmx.de");
    house.tick(Duration.ofSeconds(30));
    assertThat(house.confirm("ada@gmail.com")).isEqualTo(AnswerOutcome.DONE);
    assertThat(house.refuse("dan@firma.example")).isEqualTo(AnswerOutcome.DONE);
    house.tick(Duration.ofMinutes(3));
    house.signUp("ada@gmail.com", SHOP);
    house.signUp("bob@gmx.de", SHOP);
    assertThat(house.ask("gil@posteo.de")).isInstanceOf(OptInRequestOutcome.Requested.class);
    house.send();
    house.tick(Duration.ofHours(2));
    house.fetch("gil@posteo.de");
    assertThat(house.confirm("gil@posteo.de")).isEqualTo(AnswerOutcome.DONE);
    house.tick(Duration.ofSeconds(1));

    FunnelCounts day = total(from);
    assertThat(Expected.of(day))
        .isEqualTo(
            new Expected(
                stages(9, 8, 6, 5, 2, 0),
                Map.of(
                    SignUpResult.CONFIRMED,
                    2L,
                    SignUpResult.WAITING,
                    5L,
                    SignUpResult.REFUSED,
                    1L,
                    SignUpResult.GIVEN,
                    1L),
                Map.of(
                    Stop.GIVEN, 1L,
                    Stop.BOUNCED, 1L,
                    Stop.DEFERRED, 1L,
                    Stop.NOT_FETCHED, 1L,
                    Stop.NOT_CONFIRMED, 3L,
                    Stop.CONFIRMED, 2L)));
    assertThat(day.times().median()).contains(Duration.ofSeconds(120));
    assertThat(day.times().ninety()).contains(Duration.ofHours(2));
    assertThat(day.times().spans())
        .extracting(span -> span.count())
        .containsExactly(1L, 0L, 1L, 0L, 0L);
    assertThat(rows(from, FunnelBy.PROVIDER))
        .containsEntry("GMAIL", stages(3, 2, 1, 1, 1, 0))
        .containsEntry("GMX", stages(2, 2, 2, 2, 0, 0))
        .containsEntry("WEB_DE", stages(1, 1, 1, 0, 0, 0))
        .containsEntry("T_ONLINE", stages(1, 1, 0, 0, 0, 0))
        .containsEntry("POSTEO", stages(1, 1, 1, 1, 1, 0))
        .containsEntry("OTHER", stages(1, 1, 1, 1, 0, 0))
        .hasSize(6);
    assertThat(rows(from, FunnelBy.FORM))
        .containsEntry(NEWS.toString(), stages(3, 3, 3, 2, 1, 0))
        .containsEntry(SHOP.toString(), stages(5, 4, 2, 2, 0, 0))
        .containsEntry("", stages(1, 1, 1, 1, 1, 0))
        .hasSize(3);
    assertThat(rows(from, FunnelBy.SOURCE)).containsOnlyKeys("FORM", "API");
    assertThat(rows(from, FunnelBy.PROCESS)).containsEntry("", stages(1, 0, 0, 0, 0, 0)).hasSize(2);

    later(from);
  }

  private void later(Instant from) {
    house.tick(Duration.ofDays(3));
    Await.until(
        "the mail has expired",
        () ->
            house.count(
                "SELECT count(*) FROM message WHERE tenant_id = ? AND status = 'EXPIRED'",
                house.tenant.value()),
        expired -> expired == 1);
    house.tick(Duration.ofDays(5));
    house.lapse();
    house.tick(Duration.ofMinutes(1));
    house.fetch("cy@web.de");
    house.signUp("bounce-eve@gmail.com", SHOP);
    house.tick(Duration.ofMinutes(1));
    var week =
        new Expected(
            stages(10, 8, 6, 5, 2, 5),
            Map.of(
                SignUpResult.CONFIRMED, 2L,
                SignUpResult.LAPSED, 5L,
                SignUpResult.REFUSED, 1L,
                SignUpResult.GIVEN, 1L,
                SignUpResult.WAITING, 1L),
            Map.of(
                Stop.GIVEN, 1L,
                Stop.BLOCKED, 1L,
                Stop.BOUNCED, 1L,
                Stop.EXPIRED, 1L,
                Stop.NOT_FETCHED, 1L,
                Stop.NOT_CONFIRMED, 3L,
                Stop.CONFIRMED, 2L));
    assertThat(Expected.of(total(from))).isEqualTo(week);
    Map<String, Map<Stage, Long>> providers = rows(from, FunnelBy.PROVIDER);
    Map<String, Map<Stage, Long>> processes = rows(from, FunnelBy.PROCESS);

    assertThat(house.settle()).isEqualTo(9);
    assertThat(house.settle()).isZero();
    assertThat(Expected.of(total(from))).isEqualTo(week);
    house.erase("ada@gmail.com");
    house.tick(Duration.ofDays(6));
    house.tick(Duration.ofHours(1));
    assertThat(house.eraseUnconfirmed()).isPositive();
    assertThat(house.isKnown("bob@gmx.de")).isFalse();
    assertThat(Expected.of(total(from))).isEqualTo(week);
    assertThat(rows(from, FunnelBy.PROVIDER)).isEqualTo(providers);
    assertThat(rows(from, FunnelBy.PROCESS)).isEqualTo(processes);

    house.erase("bounce-eve@gmail.com");
    assertThat(total(from).of(SignUpResult.ERASED)).isEqualTo(1);
    assertThat(total(from).of(SignUpResult.WAITING)).isZero();
    assertThat(rows(from, FunnelBy.PROVIDER)).isEqualTo(providers);
  }

  private static FunnelCounts total(Instant from) {
    return house.funnel(from, to(), FunnelBy.FORM, Map.of()).total();
  }

  private static Instant to() {
    return house.now().plusSeconds(1);
  }

  private static Map<String, Map<Stage, Long>> rows(Instant from, FunnelBy by) {
    return house.funnel(from, to(), by, Map.of()).rows().stream()
        .collect(java.util.stream.Collectors.toMap(Funnel.Row::key, row -> row.counts().stages()));
  }

  @Test
  @DisplayName("B-11 whatever happens, in whatever order: the same as a second way of counting")
  void recounted() {
    for (int seed = 11; seed < 11 + LIVES; seed++) {
      var life = new FunnelLife(house, seed);
      for (int step = 0; step < 110; step++) {
        life.step();
        if (step % 22 == 21) {
          life.compare();
        }
      }
    }
  }

  @Test
  @DisplayName("B-11 the database and the program know the same providers")
  void providers() {
    Map<String, MailboxProvider> known =
        Map.of(
            "a@gmail.com", MailboxProvider.GMAIL,
            "a@GoogleMail.com", MailboxProvider.GMAIL,
            "a@gmx.net", MailboxProvider.GMX,
            "\"a@web.de\"@t-online.de", MailboxProvider.T_ONLINE,
            "a@hotmail.com", MailboxProvider.OUTLOOK,
            "a@me.com", MailboxProvider.ICLOUD,
            "a@online.de", MailboxProvider.IONOS,
            "a@mail.gmail.com.example", MailboxProvider.OTHER,
            "+4915112345678", MailboxProvider.OTHER);
    known.forEach(
        (address, provider) ->
            assertThat(house.list(String.class, "SELECT mailbox_provider(?)", address))
                .as(address)
                .containsExactly(provider.name()));
    List<String> said =
        house.list(
            String.class,
            "SELECT DISTINCT (regexp_matches(pg_get_functiondef("
                + "'mailbox_provider'::regproc), 'THEN ''([A-Z_0-9]+)''', 'g'))[1]");
    assertThat(said)
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(Optional.of(MailboxProvider.valueOf(name))).isPresent());
  }
}
