package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidences;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.log.LogEvents.Happened;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.Opening;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SealingTest {
  private final TestServer server = TestServer.shared();
  private final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  private final LogEvents events = new LogEvents(server, tenant);
  private final TransparencyLog log = server.bean(TransparencyLog.class);
  private final Database database = server.bean(Database.class);

  @Test
  @DisplayName("B-02 law 52 the commitment is SHA-256 over salt and canonical record")
  void commitment() throws Exception {
    Happened signedUp = events.signUp(1).getFirst();
    Happened confirmed = events.happen(signedUp.contactPoint(), EventType.CONFIRMED);
    for (EventId event : List.of(signedUp.event(), confirmed.event())) {
      EventProof.Sealed sealed = events.sealed(event);
      Opening opening = log.openingsOf(tenant, Set.of(event)).get(event);
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(opening.salt());
      sha256.update(opening.record().getBytes(StandardCharsets.UTF_8));
      assertThat(sha256.digest()).isEqualTo(sealed.commitment());
      assertThat(opening.salt()).hasSize(16);
      assertThat(IndependentVerifier.prove(sealed.file(), sealed.commitment(), log.verifierKey()))
          .isEqualTo(sealed.position());
    }
    JsonNode record =
        JsonMapper.shared()
            .readTree(
                log.openingsOf(tenant, Set.of(signedUp.event())).get(signedUp.event()).record());
    assertThat(record.propertyNames())
        .containsExactly(
            "actor",
            "actorId",
            "at",
            "campaign",
            "campaignVersion",
            "contactPoint",
            "evidence",
            "form",
            "formVersion",
            "id",
            "mailBlock",
            "message",
            "purpose",
            "purposeVersion",
            "source",
            "status",
            "tenant",
            "type",
            "v");
    assertThat(record.get("at").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(record.at("/evidence/boxes/0/text").asString()).contains("🌷");
    assertThat(record.get("form").isNull()).isTrue();
  }

  @Test
  @DisplayName("B-02 an event without a personal part has a salt and shows as before")
  void withoutEvidence() {
    Happened signedUp = events.signUp(1).getFirst();
    Happened confirmed = events.happen(signedUp.contactPoint(), EventType.CONFIRMED);
    List<HistoryEntry> history = server.bean(History.class).of(tenant, signedUp.contactPoint());
    assertThat(history).hasSize(2);
    assertThat(history.getFirst().evidence()).isNotNull();
    assertThat(history.getLast().evidence()).isNull();
    Map<EventId, ?> evidences =
        database.read(
            tenant,
            connection ->
                Evidences.of(connection, tenant, List.of(signedUp.event(), confirmed.event())));
    assertThat(evidences).containsOnlyKeys(signedUp.event());
  }

  @Test
  @DisplayName("B-02 law 52 erasing leaves the log valid and opens nothing any more")
  void erased() {
    SmartLifecycle sealer = LogEvents.sealer(server);
    Happened before = events.signUp(1).getFirst();
    EventProof.Sealed sealedBefore = events.sealed(before.event());
    erase(before);
    EventProof.Sealed after = events.sealed(before.event());
    assertThat(after.commitment()).isEqualTo(sealedBefore.commitment());
    IndependentVerifier.prove(after.file(), after.commitment(), log.verifierKey());
    sealer.stop();
    Happened unsealed = events.signUp(1).getFirst();
    assertThat(log.proofOf(tenant, unsealed.event())).isInstanceOf(EventProof.NotYetSealed.class);
    erase(unsealed);
    sealer.start();
    EventProof.Sealed late = events.sealed(unsealed.event());
    IndependentVerifier.prove(late.file(), late.commitment(), log.verifierKey());
    assertThat(log.openingsOf(tenant, Set.of(before.event(), unsealed.event()))).isEmpty();
  }

  private void erase(Happened whom) {
    database.write(
        tenant,
        connection -> {
          server.bean(ConsentErasure.class).erase(connection, tenant, List.of(whom.contactPoint()));
          return true;
        });
  }

  @Test
  @DisplayName("B-02 nobody asks for it, and the program rests for less than two seconds")
  void soon() throws Exception {
    events.sealed(events.signUp(1).getFirst().event());
    var fixed = new Properties();
    try (var file = Sealer.class.getResourceAsStream("/application.properties")) {
      fixed.load(file);
    }
    assertThat(DurationStyle.detectAndParse(fixed.getProperty("jawort.sealing.pause")))
        .isLessThan(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName("B-02 a node that stands still in the middle loses its turn to another")
  void frozen() throws Exception {
    SmartLifecycle sealer = LogEvents.sealer(server);
    sealer.stop();
    Happened waiting = events.signUp(1).getFirst();
    var begun = new CountDownLatch(1);
    var thawed = new CompletableFuture<Boolean>();
    Thread node = Thread.ofPlatform().start(() -> freeze(begun, thawed));
    begun.await();
    sealer.start();
    EventProof.Sealed sealed = events.sealed(waiting.event());
    thawed.complete(true);
    node.join();
    IndependentVerifier.prove(sealed.file(), sealed.commitment(), log.verifierKey());
  }

  /** Begins to seal, and goes on when it has lost its turn long ago. */
  private void freeze(CountDownLatch begun, CompletableFuture<Boolean> thawed) {
    var impatient =
        new Sealing(
            database,
            server.bean(Tenants.class),
            server.bean(LogRows.class),
            server.bean(LogKeys.class),
            server.bean(LogGuard.class),
            server.bean(CheckpointBell.class),
            server.clock(),
            Duration.ofMillis(100));
    List<TenantId> all = server.bean(Tenants.class).all();
    assertThatThrownBy(
            () ->
                database.write(
                    all,
                    connection -> {
                      assertThat(impatient.begin(connection, all)).as("its turn").isTrue();
                      begun.countDown();
                      thawed.join();
                      return impatient.begin(connection, all);
                    }))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  @DisplayName("B-02 another tenant's event and one that never was are unknown")
  void unknown() {
    Happened happened = events.signUp(1).getFirst();
    var stranger = new TenantId(UUID.randomUUID());
    assertThat(log.proofOf(stranger, happened.event())).isInstanceOf(EventProof.Unknown.class);
    assertThat(log.proofOf(tenant, new EventId(UUID.randomUUID())))
        .isInstanceOf(EventProof.Unknown.class);
    assertThat(log.openingsOf(stranger, Set.of(happened.event()))).isEmpty();
  }

  @Test
  @DisplayName("B-02 what the log has said the application cannot take back")
  void onlyGrows() {
    events.sealed(events.signUp(3).getFirst().event());
    for (String sql :
        List.of(
            "UPDATE log_tile SET content = overlay(content PLACING '\\x00' FROM 1) WHERE level = 0",
            "UPDATE log_bundle SET content = substring(content FROM 1 FOR 34) WHERE length(content)"
                + " > 34")) {
      assertThatThrownBy(() -> update(sql)).as(sql).hasStackTraceContaining("only grows");
    }
    for (String sql :
        List.of(
            "DELETE FROM log_tile",
            "DELETE FROM log_bundle",
            "DELETE FROM log_checkpoint",
            "UPDATE log_checkpoint SET root = root",
            "UPDATE log_checkpoint SET size = size",
            "UPDATE log_key SET vkey = vkey",
            "DELETE FROM log_key",
            "UPDATE log_entry SET position = position",
            "DELETE FROM log_entry",
            "UPDATE log_pending SET event_id = event_id")) {
      assertThatThrownBy(() -> update(sql)).as(sql).hasStackTraceContaining("permission denied");
    }
  }

  private int update(String sql) {
    return database.write(tenant, connection -> server.bean(JdbcClient.class).sql(sql).update());
  }

  @Test
  @DisplayName("B-02 many at once, against one checkpoint")
  void many() {
    List<Happened> happened = events.signUp(700);
    events.sealed(happened.getLast().event());
    Map<EventId, EventProof> proofs =
        log.proofsOf(
            tenant,
            happened.stream().map(Happened::event).collect(java.util.stream.Collectors.toSet()));
    String key = log.verifierKey();
    assertThat(proofs).hasSize(700);
    long before = -1;
    for (Happened one : happened) {
      var sealed = (EventProof.Sealed) proofs.get(one.event());
      assertThat(IndependentVerifier.prove(sealed.file(), sealed.commitment(), key))
          .isEqualTo(sealed.position())
          .isGreaterThan(before);
      before = sealed.position();
    }
  }
}
