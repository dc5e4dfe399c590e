package org.jawort.optin.funnel;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactKind;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.SmtpPeer;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.optin.engine.RunEngine;
import org.jawort.optin.engine.RunWork;
import org.jawort.optin.engine.UnconfirmedErasure;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * People who sign up by the real doors, with a mail server that takes what it is given unless the
 * address begins with "bounce" (refused for good) or "later" (not now).
 */
final class FunnelHouse implements AutoCloseable {
  static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  final SmtpPeer peer = new SmtpPeer().script(FunnelHouse::answer);
  final TestServer server = TestServer.start(Map.of("JAWORT_SMTP_URL", peer.url()));
  final TenantId tenant = server.bean(Tenants.class).all().getFirst();
  final PurposeId purpose =
      server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();

  FunnelHouse() {
    // Time goes on only where a test says so; the sender works as ever.
    server.withoutSchedule();
    server.bean(RunWork.class).stop();
  }

  private static String answer(String command) {
    if (command.startsWith("RCPT TO:<bounce")) {
      return "550 5.1.1 no such user";
    }
    return command.startsWith("RCPT TO:<later") ? "451 4.2.0 not now" : null;
  }

  Instant now() {
    return server.clock().instant();
  }

  void tick(Duration time) {
    server.clock().tick(time);
  }

  void signUp(String address, UUID form) {
    var box = new Evidence.Box("newsletter", null, "Ich möchte Post.", true);
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0", "a browser")
            .on("https://example.org/", null)
            .shown(List.of(box));
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                tenant,
                address,
                address,
                "Ada",
                null,
                Language.DE,
                purpose,
                new FormVersion(form, 1),
                evidence));
  }

  /** Another system asks somebody whom it knows. */
  OptInRequestOutcome ask(String address) {
    var data = new MasterData(ContactKind.CUSTOMER, "Ada", null, null, Language.DE);
    var checked = CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
    server
        .bean(Contacts.class)
        .create(tenant, List.of(new NewContact(data, List.of(checked), Origin.API)))
        .forEach(
            created ->
                org.assertj.core.api.Assertions.assertThat(created)
                    .isInstanceOf(CreationOutcome.Created.class));
    return server
        .bean(OptIns.class)
        .request(
            tenant,
            List.of(new ContactPointId(point(address))),
            purpose,
            StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "customer since 2024", null),
            Actor.api(UUID.randomUUID()),
            "API")
        .getFirst();
  }

  /** Waits until nothing is left to be sent now. */
  void send() {
    Await.until(
        "every mail is out or was answered",
        () ->
            count(
                "SELECT count(*) FROM message WHERE tenant_id = ? AND status = 'QUEUED'"
                    + " AND answer IS NULL",
                tenant.value()),
        open -> open == 0);
  }

  private static final String POINT =
      "SELECT id FROM contact_point WHERE tenant_id = ? AND address_key = ?";

  UUID point(String address) {
    return list(UUID.class, POINT, tenant.value(), address).getFirst();
  }

  boolean isKnown(String address) {
    return !list(UUID.class, POINT, tenant.value(), address).isEmpty();
  }

  /** The newest confirmation mail; null where none was ever made. */
  MessageId mail(String address) {
    List<UUID> mails =
        list(
            UUID.class,
            "SELECT id FROM message WHERE tenant_id = ? AND contact_point_id = ("
                + POINT
                + ") AND message_class = 'OPT_IN' ORDER BY id DESC LIMIT 1",
            tenant.value(),
            tenant.value(),
            address);
    return mails.isEmpty() ? null : new MessageId(mails.getFirst());
  }

  void fetch(String address) {
    server.bean(OptIns.class).noteFetch(tenant, mail(address), "CONFIRM", VISIT);
  }

  AnswerOutcome confirm(String address) {
    return server.bean(OptIns.class).confirm(tenant, mail(address), VISIT);
  }

  AnswerOutcome refuse(String address) {
    return server.bean(OptIns.class).refuse(tenant, mail(address), VISIT);
  }

  void lapse() {
    server.bean(RunEngine.class).advanceDue();
  }

  int eraseUnconfirmed() {
    return server.bean(UnconfirmedErasure.class).eraseDue();
  }

  void erase(String address) {
    UUID contact =
        list(
                UUID.class,
                "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND address_key = ?",
                tenant.value(),
                address)
            .getFirst();
    var wish =
        new ErasureWish(
            new ContactId(contact),
            java.util.Optional.empty(),
            ErasureWish.Proof.DESTROY,
            false,
            java.util.Optional.empty());
    server.bean(Erasures.class).erase(tenant, wish, Actor.PROCESS);
  }

  int settle() {
    return server.bean(SettledSignUps.class).settle(tenant);
  }

  /** Days (UTC) of which counts that are kept say something else than the rows. */
  List<String> miscounted() {
    return new SignUpCounts(server.bean(Database.class)).differences(tenant);
  }

  /** All days since a full hour together. */
  Map<SignUpResult, Long> byDay(Instant from) {
    var all = new HashMap<SignUpResult, Long>();
    server
        .bean(SignUpDays.class)
        .byDay(tenant, from, ZoneId.of("Europe/Vienna"))
        .values()
        .forEach(day -> day.forEach((fate, count) -> all.merge(fate, count, Long::sum)));
    return all;
  }

  Funnel funnel(Instant from, Instant to, FunnelBy by, Map<FunnelBy, String> only) {
    return server.bean(Funnels.class).of(tenant, new FunnelQuestion(from, to, by, only));
  }

  <T> List<T> list(Class<T> type, String sql, Object... values) {
    return server
        .bean(Database.class)
        .read(
            tenant, c -> server.bean(JdbcClient.class).sql(sql).params(values).query(type).list());
  }

  long count(String sql, Object... values) {
    return list(Long.class, sql, values).getFirst();
  }

  @Override
  public void close() {
    server.close();
    peer.close();
  }
}
