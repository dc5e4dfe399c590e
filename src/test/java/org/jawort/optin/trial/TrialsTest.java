package org.jawort.optin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.contact.group.ContactGroups;
import org.jawort.desk.Overview;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.optin.OptIns;
import org.jawort.optin.engine.Journeys;
import org.jawort.optin.engine.RunEngine;
import org.jawort.optin.engine.RunWork;
import org.jawort.optin.funnel.SignUpDays;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.TrialWay;
import org.jawort.optin.step.Step;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Trials by real SMTP and by the clock: nothing is played, and nothing of them is left. */
class TrialsTest {
  private static final Pattern CONFIRM = Pattern.compile("http://[^/]+(/c/[\\w-]+)");
  private static final String DATABASE = TestPostgres.migratedDatabase("trial").url();
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static Map<String, String> settings;
  private static TestServer server;
  private static Journeys journeys;

  private final Trials trials = server.bean(Trials.class);
  private final String address = "ada+" + UUID.randomUUID() + "@example.org";
  private final UserId ada = new UserId(UUID.randomUUID());

  @BeforeAll
  static void start() {
    MAIL.start();
    settings =
        Map.of(
            "JAWORT_SMTP_URL", "smtp://127.0.0.1:" + MAIL.getSmtp().getPort() + "?starttls=never");
    server = TestServer.start(DATABASE, settings);
    journeys = new Journeys(server);
  }

  @AfterAll
  static void stop() {
    server.close();
    MAIL.stop();
  }

  private static CheckedAddress checked(String address) {
    return CheckedAddress.parse(Channel.EMAIL, address).orElseThrow();
  }

  private TrialOutcome begin(ProcessVersion version, String of) {
    return trials.start(
        journeys.tenant,
        new NewTrial(ada, version.process(), version.version(), journeys.purpose, checked(of)));
  }

  private TrialId begun(ProcessVersion version, String of) {
    TrialOutcome trialOutcome = begin(version, of);
    assertThat(trialOutcome).as("%s", trialOutcome).isInstanceOf(TrialOutcome.Started.class);
    return ((TrialOutcome.Started) trialOutcome).trial();
  }

  private Trial found(TrialId trial) {
    return trials.find(journeys.tenant, trial).orElseThrow();
  }

  private TrialWay way(TrialId trial) {
    return trials.way(journeys.tenant, found(trial)).orElseThrow();
  }

  private static List<MimeMessage> mails(String to) {
    return Arrays.stream(MAIL.getReceivedMessages()).filter(mail -> isTo(mail, to)).toList();
  }

  private static boolean isTo(MimeMessage mail, String to) {
    try {
      return mail.getAllRecipients()[0].toString().equals(to);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitMails(String to, int many) {
    Await.until("as many mails have come", () -> mails(to).size() == many);
  }

  private static String confirmPath(MimeMessage mail) {
    String body = GreenMailUtil.getBody(mail).replaceAll("=\r?\n", "");
    Matcher link = CONFIRM.matcher(body);
    assertThat(link.find()).as("%s is found", link.pattern()).isTrue();
    return link.group(1);
  }

  private static void awaitStep(Trials trials, Trial trial, String step) {
    Await.until(
        "the trial is at the step",
        () ->
            trials.way(journeys.tenant, trial).filter(way -> way.step().equals(step)).isPresent());
  }

  private static List<String> rows(String sql, Object... values) {
    return journeys.list(String.class, sql, values);
  }

  private ProcessVersion everything() {
    UUID group =
        server
            .bean(ContactGroups.class)
            .create(journeys.tenant, "Gruppe " + UUID.randomUUID())
            .orElseThrow();
    return journeys.online(
        List.of(
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", 7, "group", "unsubscribe"),
            new Step.AddToGroup("group", group, "notice"),
            new Step.NotifyStaff("notice", null, "Bitte begrüßen", "hook"),
            new Step.CallWebhook("hook", "https://localhost/hook", "welcome"),
            new Step.SendCampaign("welcome", journeys.welcome, "later"),
            new Step.Wait("later", 2, 12, "again"),
            new Step.SendCampaign("again", journeys.welcome, "done"),
            new Step.Complete("done"),
            new Step.Unsubscribe("unsubscribe")));
  }

  @Test
  @DisplayName("S1-15 mail, page, confirmed way, marked everywhere, counted nowhere, and all gone")
  void confirmed() throws Exception {
    ProcessVersion version = everything();
    List<Object> before = statistics(version);
    Instant began = server.clock().instant();
    TrialId id = begun(version, address);
    Trial trial = found(id);
    awaitMails(address, 1);
    awaitStep(trials, trial, "wait");
    assertThat(mails(address).getFirst().getSubject()).startsWith("[Probe] ");
    assertThat(way(id).dueAt()).isEqualTo(began.plus(Duration.ofMinutes(7)));
    // A second one would be the same.
    assertThat(begin(version, address)).isEqualTo(new TrialOutcome.Running(id));

    String link = confirmPath(mails(address).getFirst());
    TestBrowser visitor = server.browser();
    assertThat(visitor.get(link).body()).contains("Anmeldung bestätigen", "informiert werden");
    assertThat(visitor.postBare(link, Map.of()).status()).isEqualTo(200);
    awaitMails(address, 2);
    awaitStep(trials, trial, "later");
    assertThat(mails(address).getLast().getSubject()).isEqualTo("[Probe] Willkommen");
    assertThat(way(id).dueAt()).isEqualTo(began.plus(Duration.ofSeconds(150)));
    assertThat(way(id).counts().get("wait").left()).containsKey(Step.Way.CONFIRMED);

    UUID point = trial.contactPoint().value();
    assertThat(
            rows(
                "SELECT DISTINCT source FROM consent_event WHERE tenant_id = ?"
                    + " AND contact_point_id = ?",
                journeys.tenant.value(),
                point))
        .containsExactly("TRIAL");
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
    assertThat(journeys.block(address)).isEqualTo("none");
    assertThat(rows("SELECT text FROM staff_notice WHERE tenant_id = ?", journeys.tenant.value()))
        .containsExactly("[Probe] Bitte begrüßen");
    assertThat(
            rows(
                "SELECT trial::text FROM webhook_call WHERE tenant_id = ? AND run_id = ?",
                journeys.tenant.value(),
                trial.run().value()))
        .containsExactly("true");
    assertThat(permission(MessageClass.ADVERTISING).reason()).isEqualTo("TRIAL");
    assertThat(permission(MessageClass.TRANSACTIONAL).allowed()).isFalse();
    assertThat(statistics(version)).isEqualTo(before);

    assertThat(trials.hasten(journeys.tenant, id)).isTrue();
    server.clock().tick(Duration.ofSeconds(1));
    journeys.advance();
    awaitMails(address, 3);
    assertThat(way(id).ended()).isTrue();
    assertThat(trials.hasten(journeys.tenant, id)).isFalse();

    assertThat(trials.end(journeys.tenant, id)).isTrue();
    assertThat(trials.end(journeys.tenant, id)).isFalse();
    gone(trial);
    assertThat(statistics(version)).isEqualTo(before);
    assertThat(visitor.get(link).status()).isEqualTo(410);
    assertThat(visitor.get(link).body()).contains("Probe");
    assertThat(visitor.postBare(link, Map.of()).status()).isEqualTo(410);
    // The address is free again.
    trials.end(journeys.tenant, begun(version, address));
  }

  private Permission permission(MessageClass kind) {
    return server
        .bean(Permissions.class)
        .ask(journeys.tenant, Channel.EMAIL, address, "newsletter", kind);
  }

  /** Whatever counts people: overview, forms, and the picture of the process with its lists. */
  private static List<Object> statistics(ProcessVersion version) {
    RunStatistics picture = server.bean(RunStatistics.class);
    Overview overview = server.bean(Overview.class);
    var zone = server.bean(Tenants.class).find(journeys.tenant).timeZone();
    return List.of(
        picture.counts(journeys.tenant, version.process(), version.version()),
        picture.runsAt(
            journeys.tenant,
            version.process(),
            version.version(),
            "later",
            true,
            Optional.empty(),
            9),
        overview.events(journeys.tenant),
        overview.days(journeys.tenant, zone),
        server.bean(SignUpDays.class).byForm(journeys.tenant, Instant.EPOCH));
  }

  /** Of all tables only the shells of the events, and the trial itself by its ids. */
  private void gone(Trial trial) {
    UUID point = trial.contactPoint().value();
    for (String table :
        List.of("message", "run", "consent", "staff_notice", "webhook_call", "kept_proof")) {
      assertThat(
              journeys.count(
                  "SELECT count(*) FROM " + table + " WHERE tenant_id = ? AND contact_point_id = ?",
                  journeys.tenant.value(),
                  point))
          .as(table)
          .isZero();
    }
    for (String table : List.of("suppression", "contact_group_member", "kept_proof")) {
      assertThat(
              journeys.count(
                  "SELECT count(*) FROM " + table + " WHERE tenant_id = ?",
                  journeys.tenant.value()))
          .as(table)
          .isZero();
    }
    assertThat(
            journeys.count(
                "SELECT count(*) FROM run_erased WHERE tenant_id = ? AND process_id = ?",
                journeys.tenant.value(),
                trial.process().value()))
        .isZero();
    assertThat(
            journeys.count(
                "SELECT count(*) FROM contact_point WHERE tenant_id = ? AND id = ?",
                journeys.tenant.value(),
                point))
        .isZero();
    assertThat(
            journeys.count(
                "SELECT count(*) FROM contact WHERE tenant_id = ? AND trial",
                journeys.tenant.value()))
        .isZero();
    assertThat(
            journeys.count(
                "SELECT count(*) FROM consent_event e JOIN consent_evidence v"
                    + " ON v.tenant_id = e.tenant_id AND v.event_id = e.id"
                    + " WHERE e.tenant_id = ? AND e.contact_point_id = ?",
                journeys.tenant.value(),
                point))
        .isZero();
    assertThat(
            journeys.count(
                "SELECT count(*) FROM consent_event WHERE tenant_id = ? AND contact_point_id = ?",
                journeys.tenant.value(),
                point))
        .isPositive();
    assertThat(found(trial.id()).isThere()).isFalse();
    assertThat(server.bean(Statuses.class).differences(journeys.tenant)).isEmpty();
  }

  @Test
  @DisplayName("S1-15 a node dies on the way; another one goes on, nobody confirms, and it goes")
  void unconfirmedOnAnotherNode() {
    ProcessVersion version = everything();
    TrialId id = begun(version, address);
    Trial trial = found(id);
    awaitMails(address, 1);
    awaitStep(trials, trial, "wait");
    Journeys.still(server);
    try (var other = TestServer.start(DATABASE, settings)) {
      Trials there = other.bean(Trials.class);
      other.clock().tick(Duration.between(other.clock().instant(), server.clock().instant()));
      other.clock().tick(Duration.ofMinutes(6));
      other.bean(RunEngine.class).advanceDue();
      assertThat(there.way(journeys.tenant, trial).orElseThrow().step()).isEqualTo("wait");
      other.clock().tick(Duration.ofMinutes(1));
      other.bean(RunEngine.class).advanceDue();
      awaitStep(there, trial, "unsubscribe");
      assertThat(journeys.status(address)).isEqualTo("LAPSED");
      assertThat(journeys.block(address)).isEqualTo("LAPSED");
      // Too late; and nothing of it is proof or counts.
      String link = confirmPath(mails(address).getFirst());
      assertThat(other.browser().postBare(link, Map.of()).status()).isEqualTo(410);
      assertThat(
              server
                  .bean(RunStatistics.class)
                  .counts(journeys.tenant, version.process(), version.version()))
          .isEmpty();
      other.clock().tick(Trials.LIFE.minus(Duration.ofMinutes(8)));
      assertThat(there.removeDue()).isZero();
      other.clock().tick(Duration.ofMinutes(1));
      assertThat(there.removeDue()).isEqualTo(1);
      gone(trial);
      other.clock().tick(Duration.ofDays(31));
      there.removeDue();
      assertThat(there.find(journeys.tenant, id)).isEmpty();
    } finally {
      server.bean(RunWork.class).start();
      server
          .bean("org.jawort.delivery.Sender", org.springframework.context.SmartLifecycle.class)
          .start();
    }
  }

  @Test
  @DisplayName("S1-15 law 64 whoever signs up with the address of a trial outlives it")
  void signedUpDuringATrial() {
    ProcessVersion version = journeys.online(journeys.welcoming());
    TrialId id = begun(version, address);
    Trial trial = found(id);
    awaitMails(address, 1);
    String old = confirmPath(mails(address).getFirst());
    server.bean(OptIns.class).signUp(journeys.signUp(address));
    awaitMails(address, 2);
    assertThat(found(id).isThere()).isFalse();
    assertThat(server.browser().postBare(old, Map.of()).status()).isEqualTo(410);
    server.clock().tick(Trials.LIFE.plusMinutes(1));
    trials.removeDue();
    assertThat(trials.end(journeys.tenant, id)).isFalse();
    String link = confirmPath(mails(address).getLast());
    assertThat(server.browser().postBare(link, Map.of()).status()).isEqualTo(200);
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
    assertThat(permission(MessageClass.ADVERTISING).reason()).isEqualTo("CONFIRMED");
    assertThat(
            rows(
                "SELECT source FROM consent_event WHERE tenant_id = ? AND type = 'CONFIRMED'"
                    + " AND contact_point_id <> ?",
                journeys.tenant.value(),
                trial.contactPoint().value()))
        .contains("LINK");
  }

  @Test
  @DisplayName("S1-15 law 32 no trial goes to a mailbox whose owner said no, nor to an alias of it")
  void withdrawnMailbox() {
    ProcessVersion version = journeys.online(journeys.welcoming());
    String refusing = "refusing-" + UUID.randomUUID() + "@example.org";
    server.bean(OptIns.class).signUp(journeys.signUp(refusing));
    journeys.update(
        "UPDATE consent SET status = 'REVOKED' WHERE tenant_id = ? AND contact_point_id ="
            + " (SELECT id FROM contact_point WHERE tenant_id = ? AND address_key = ?)",
        journeys.tenant.value(),
        journeys.tenant.value(),
        refusing);
    assertThat(begin(version, refusing)).isEqualTo(against(TrialOutcome.Reason.CONTACT));
    assertThat(begin(version, refusing.replace("@", "+probe@")))
        .isEqualTo(against(TrialOutcome.Reason.REFUSES));
  }

  @Test
  @DisplayName("S1-15 B-07 real contacts, suppressed mailboxes and too many trials are refused")
  void refused() {
    ProcessVersion version = journeys.online(journeys.welcoming());
    String customer = journeys.signUp(1).getFirst();
    journeys.confirm(customer);
    String before = journeys.status(customer);
    assertThat(begin(version, customer)).isEqualTo(against(TrialOutcome.Reason.CONTACT));
    assertThat(journeys.status(customer)).isEqualTo(before);

    String erased = journeys.signUp(1).getFirst();
    server
        .bean(Erasures.class)
        .erase(
            journeys.tenant,
            new ErasureWish(
                contact(erased),
                Optional.empty(),
                ErasureWish.Proof.DESTROY,
                true,
                Optional.empty()),
            Actor.PROCESS);
    assertThat(begin(version, erased)).isEqualTo(against(TrialOutcome.Reason.SUPPRESSED));
    assertThat(begin(version, erased.replace("@", "+probe@")))
        .isEqualTo(against(TrialOutcome.Reason.SUPPRESSED));
    journeys.update("DELETE FROM suppression WHERE tenant_id = ?", journeys.tenant.value());

    journeys.update(
        "UPDATE contact_point SET mail_block = 'COMPLAINT', mail_block_at = now()"
            + " WHERE tenant_id = ? AND address_key = ?",
        journeys.tenant.value(),
        customer);
    assertThat(begin(version, customer.replace("@", "+probe@")))
        .isEqualTo(against(TrialOutcome.Reason.BLOCKED));
    journeys.update(
        "UPDATE contact_point SET mail_block = NULL, mail_block_at = NULL"
            + " WHERE tenant_id = ? AND address_key = ?",
        journeys.tenant.value(),
        customer);

    assertThat(
            trials.start(
                journeys.tenant,
                new NewTrial(
                    ada, new ProcessId(UUID.randomUUID()), 1, journeys.purpose, checked(address))))
        .isEqualTo(against(TrialOutcome.Reason.PROCESS));
    assertThat(
            trials.start(
                journeys.tenant,
                new NewTrial(
                    ada,
                    version.process(),
                    version.version(),
                    new org.jawort.consent.purpose.PurposeId(UUID.randomUUID()),
                    checked(address))))
        .isEqualTo(against(TrialOutcome.Reason.WORDING));

    String mailbox = UUID.randomUUID() + "@example.org";
    for (int i = 0; i < TrialOutcome.MOST_OF_A_MAILBOX; i++) {
      trials.end(journeys.tenant, begun(version, mailbox.replace("@", "+" + i + "@")));
    }
    assertThat(begin(version, mailbox.replace("@", "+again@")))
        .isEqualTo(against(TrialOutcome.Reason.MAILBOX));
    // Two of several people run beside each other.
    TrialId one = begun(version, "eins-" + mailbox);
    TrialId two = begun(version, "zwei-" + mailbox);
    assertThat(found(one).isThere() && found(two).isThere()).isTrue();
    trials.end(journeys.tenant, one);
    assertThat(found(two).isThere()).isTrue();
    trials.end(journeys.tenant, two);
    for (int i = TrialOutcome.MOST_OF_A_MAILBOX + 2; i < TrialOutcome.MOST_OF_A_USER; i++) {
      trials.end(journeys.tenant, begun(version, i + mailbox));
    }
    assertThat(begin(version, "noch-" + mailbox)).isEqualTo(against(TrialOutcome.Reason.USER));
  }

  private static TrialOutcome against(TrialOutcome.Reason reason) {
    return new TrialOutcome.Refused(reason);
  }

  private ContactId contact(String of) {
    UUID id =
        journeys
            .list(
                UUID.class,
                "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND address_key = ?",
                journeys.tenant.value(),
                of)
            .getFirst();
    assertThat(server.bean(Contacts.class).find(journeys.tenant, new ContactId(id))).isPresent();
    return new ContactId(id);
  }

  @Test
  @DisplayName(
      "S1-15 an older version, in its own words and language; erased by hand without proof")
  void olderVersion() {
    ProcessVersion old = journeys.online(journeys.reminding());
    journeys.online(journeys.welcoming());
    assertThat(old.language()).isEqualTo(Language.DE);
    TrialId id = begun(old, address);
    awaitMails(address, 1);
    server.browser().postBare(confirmPath(mails(address).getFirst()), Map.of());
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
    // A real one would have to be asked about its proof.
    server
        .bean(Erasures.class)
        .erase(
            journeys.tenant,
            new ErasureWish(
                contact(address), Optional.empty(), ErasureWish.Proof.ASK, true, Optional.empty()),
            Actor.PROCESS);
    assertThat(found(id).isThere()).isFalse();
    assertThat(
            journeys.count(
                "SELECT count(*) FROM suppression WHERE tenant_id = ?", journeys.tenant.value()))
        .isZero();
    assertThat(trials.end(journeys.tenant, id)).isTrue();
  }
}
