package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Consents;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.MessageId;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.SignUpOutcome;
import org.jawort.optin.Visit;
import org.jawort.optin.run.MailBudget;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A sign-up's whole life, by the clock. */
class OptInLifeTest {
  private static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  private static TestServer server;

  private final Database database = server.bean(Database.class);
  private final JdbcClient jdbc = server.bean(JdbcClient.class);
  private final OptIns optIns = server.bean(OptIns.class);
  private final RunEngine engine = server.bean(RunEngine.class);
  private final UnconfirmedErasure erasure = server.bean(UnconfirmedErasure.class);
  private final TenantId tenant = server.tenant();
  private final PurposeId purpose =
      server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
  private final String address = "ada-" + UUID.randomUUID() + "@example.org";

  @BeforeAll
  static void start() {
    server = TestServer.timeTraveller();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private SignUp signUp(String address) {
    var box = new Evidence.Box("newsletter", null, "Ich möchte Post.", true);
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0", "a browser")
            .on("https://example.org/", null)
            .shown(List.of(box));
    return new SignUp(
        tenant,
        address,
        address,
        "Ada",
        null,
        Language.DE,
        purpose,
        new FormVersion(UUID.randomUUID(), 1),
        evidence);
  }

  private <T> T one(Class<T> type, String sql) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("address", address)
                .query(type)
                .single());
  }

  private static final String POINT =
      " (SELECT id FROM contact_point WHERE tenant_id = :tenant AND address_key = :address)";

  private long mails() {
    return one(
        Long.class,
        "SELECT count(*) FROM message WHERE tenant_id = :tenant AND contact_point_id =" + POINT);
  }

  private MessageId lastMail() {
    return new MessageId(
        one(
            UUID.class,
            "SELECT id FROM message WHERE tenant_id = :tenant AND contact_point_id ="
                + POINT
                + " ORDER BY id DESC LIMIT 1"));
  }

  private ConsentStatus status() {
    return ConsentStatus.valueOf(
        one(
            String.class,
            "SELECT status FROM consent WHERE tenant_id = :tenant AND contact_point_id =" + POINT));
  }

  private Optional<String> block() {
    return Optional.of(
            one(
                String.class,
                "SELECT coalesce(mail_block, '') FROM contact_point"
                    + " WHERE tenant_id = :tenant AND address_key = :address"))
        .filter(block -> !block.isEmpty());
  }

  private long events() {
    return one(
        Long.class,
        "SELECT count(*) FROM consent_event WHERE tenant_id = :tenant AND contact_point_id ="
            + POINT);
  }

  private ContactPointId point() {
    return new ContactPointId(
        one(
            UUID.class,
            "SELECT id FROM contact_point WHERE tenant_id = :tenant AND address_key = :address"));
  }

  private void awaitSent() throws Exception {
    await(() -> status() == ConsentStatus.SENT || lastMailWas("WITHHELD"));
    assertThat(status()).as(lastMailRow()).isEqualTo(ConsentStatus.SENT);
  }

  private boolean lastMailWas(String status) {
    return lastMailRow().startsWith(status);
  }

  private String lastMailRow() {
    return one(
        String.class,
        "SELECT concat_ws(' ', status, attempts, due_at, answer) FROM message"
            + " WHERE tenant_id = :tenant AND contact_point_id ="
            + POINT
            + " ORDER BY id DESC LIMIT 1");
  }

  private void await(Callable<Boolean> condition) {
    Await.until(
        "the mail has gone its way, at " + server.clock().instant(),
        () -> condition.call() ? "" : lastMailRow(),
        String::isEmpty);
  }

  @Test
  @DisplayName("S0-02 S0-04 S1-01 S1-02 from the mail block over sent to confirmed")
  void confirmed() throws Exception {
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.STARTED);
    assertThat(block()).contains("NEW");
    awaitSent();
    assertThat(permission()).isEqualTo("BLOCKED_NEW");
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.DONE);
    assertThat(status()).isEqualTo(ConsentStatus.CONFIRMED);
    assertThat(block()).isEmpty();
    assertThat(permission()).isEqualTo("CONFIRMED");
    assertThat(runStatus()).isEqualTo("CONFIRMED");
    long before = events();
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.ALREADY);
    assertThat(events()).isEqualTo(before);
  }

  private String permission() {
    return server
        .bean(Permissions.class)
        .ask(tenant, Channel.EMAIL, address, "newsletter", MessageClass.ADVERTISING)
        .reason();
  }

  private String runStatus() {
    return one(
        String.class,
        "SELECT status FROM run WHERE tenant_id = :tenant AND contact_point_id ="
            + POINT
            + " ORDER BY id DESC LIMIT 1");
  }

  @Test
  @DisplayName("B-07 a pending address gets at most one more mail an hour and three a day in all")
  void fewMails() {
    optIns.signUp(signUp(address));
    server.clock().tick(Duration.ofMinutes(1));
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.SENT_AGAIN);
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.MAILED_ENOUGH);
    for (int hour = 0; hour < 12; hour++) {
      server.clock().tick(Duration.ofMinutes(61));
      optIns.signUp(signUp(address));
    }
    assertThat(mails()).isEqualTo(1 + MailBudget.MORE_A_DAY);
    assertThat(events()).isGreaterThanOrEqualTo(15);
  }

  @Test
  @DisplayName("B-07 a confirmed address gets no second confirmation mail")
  void noSecondMail() throws Exception {
    optIns.signUp(signUp(address));
    awaitSent();
    optIns.confirm(tenant, lastMail(), VISIT);
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.ALREADY_GIVEN);
    assertThat(mails()).isEqualTo(1);
    assertThat(status()).isEqualTo(ConsentStatus.CONFIRMED);
  }

  @Test
  @DisplayName("law 31-33 unsubscribing revokes at once; signing up again asks anew")
  void revokedAndBack() throws Exception {
    optIns.signUp(signUp(address));
    awaitSent();
    optIns.confirm(tenant, lastMail(), VISIT);
    var withdrawal = new Withdrawal(null, lastMail().value(), "LINK", Evidence.of(null));
    server.bean(Consents.class).unsubscribe(tenant, point(), purpose, withdrawal);
    assertThat(status()).isEqualTo(ConsentStatus.REVOKED);
    assertThat(block()).contains("UNSUBSCRIBED");
    assertThat(permission()).isEqualTo("BLOCKED_UNSUBSCRIBED");
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.OVERTAKEN);
    server.clock().tick(Duration.ofMinutes(5));
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.STARTED);
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.DONE);
    assertThat(block()).isEmpty();
  }

  @Test
  @DisplayName("S1-07 law 23: LAPSED after 7 days, erased after 14, the ledger without a person")
  void lapsedAndErased() throws Exception {
    optIns.signUp(signUp(address));
    awaitSent();
    UUID point = point().value();
    MessageId mail = lastMail();
    server.clock().tick(Duration.ofDays(7).minusSeconds(1));
    engine.advanceDue();
    assertThat(status()).isEqualTo(ConsentStatus.SENT);
    server.clock().tick(Duration.ofSeconds(2));
    engine.advanceDue();
    assertThat(status()).isEqualTo(ConsentStatus.LAPSED);
    assertThat(block()).contains("LAPSED");
    assertThat(runStatus()).isEqualTo("LAPSED");
    assertThat(optIns.confirm(tenant, mail, VISIT)).isEqualTo(AnswerOutcome.EXPIRED);
    erasure.eraseDue();
    assertThat(status()).isEqualTo(ConsentStatus.LAPSED);
    server.clock().tick(Duration.ofDays(7));
    erasure.eraseDue();
    assertThat(count("SELECT count(*) FROM contact_point WHERE id = ?", point)).isZero();
    assertThat(count("SELECT count(*) FROM consent_event WHERE contact_point_id = ?", point))
        .isEqualTo(3);
    assertThat(
            count(
                "SELECT count(*) FROM consent_evidence v JOIN consent_event e ON e.id = v.event_id"
                    + " WHERE e.contact_point_id = ?",
                point))
        .isZero();
    assertThat(count("SELECT count(*) FROM message WHERE contact_point_id = ?", point)).isZero();
    assertThat(optIns.confirm(tenant, mail, VISIT)).isEqualTo(AnswerOutcome.UNKNOWN);
  }

  private long count(String sql, UUID id) {
    return database.read(tenant, connection -> jdbc.sql(sql).param(id).query(Long.class).single());
  }

  @Test
  @DisplayName("law 23: who signed up again is not erased with the first try")
  void spared() throws Exception {
    optIns.signUp(signUp(address));
    awaitSent();
    server.clock().tick(Duration.ofDays(8));
    engine.advanceDue();
    server.clock().tick(Duration.ofDays(5));
    assertThat(optIns.signUp(signUp(address))).isEqualTo(SignUpOutcome.STARTED);
    server.clock().tick(Duration.ofDays(2));
    erasure.eraseDue();
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.DONE);
    server.clock().tick(Duration.ofDays(30));
    erasure.eraseDue();
    assertThat(status()).isEqualTo(ConsentStatus.CONFIRMED);
  }

  @Test
  @DisplayName("an answer behind the older of two mails ends the wait")
  void olderMail() {
    optIns.signUp(signUp(address));
    MessageId first = lastMail();
    server.clock().tick(Duration.ofMinutes(2));
    optIns.signUp(signUp(address));
    assertThat(mails()).isEqualTo(2);
    assertThat(optIns.confirm(tenant, first, VISIT)).isEqualTo(AnswerOutcome.DONE);
    assertThat(runStatus()).isEqualTo("CONFIRMED");
    assertThat(optIns.refuse(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.OVERTAKEN);
  }

  @Test
  @DisplayName("one address from a hundred visitors at once is one contact")
  void atOnce() throws SQLException {
    try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 100).forEach(i -> visitors.submit(() -> optIns.signUp(signUp(address))));
    }
    assertThat(events()).isGreaterThanOrEqualTo(100);
    assertThat(mails()).isLessThanOrEqualTo(2);
    assertThat(optIns.confirm(tenant, lastMail(), VISIT)).isEqualTo(AnswerOutcome.DONE);
  }

  @Test
  @DisplayName("B-03 a fetch is noted beside the consent and changes nothing")
  void fetched() {
    optIns.signUp(signUp(address));
    long before = events();
    ConsentStatus status = status();
    optIns.noteFetch(tenant, lastMail(), "CONFIRM", new Visit(null, "a scanner"));
    assertThat(
            one(
                Long.class,
                "SELECT count(*) FROM link_fetch WHERE tenant_id = :tenant AND message_id IN"
                    + " (SELECT id FROM message WHERE contact_point_id ="
                    + POINT
                    + ")"))
        .isEqualTo(1);
    assertThat(status).isIn(ConsentStatus.TRIGGERED, ConsentStatus.SENT);
    assertThat(status()).isIn(ConsentStatus.TRIGGERED, ConsentStatus.SENT);
    assertThat(events() - before).isLessThanOrEqualTo(1);
  }

  @Test
  @DisplayName("several nodes lapse each run once")
  void cluster() throws Exception {
    List<SignUp> many = IntStream.range(0, 300).mapToObj(i -> signUp(i + "-" + address)).toList();
    optIns.signUp(many);
    server.clock().tick(Duration.ofDays(8));
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 4).forEach(i -> nodes.submit(engine::advanceDue));
    }
    long lapsed =
        database.read(
            tenant,
            connection ->
                jdbc.sql(
                        """
                        SELECT count(*) FROM consent_event e
                        JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
                        WHERE e.tenant_id = ? AND e.type = 'LAPSED' AND p.address_key LIKE ?
                        """)
                    .params(tenant.value(), "%-" + address)
                    .query(Long.class)
                    .single());
    assertThat(lapsed).isEqualTo(300);
  }
}
