package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.delivery.MessageId;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.Visit;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.step.Step;
import org.jawort.optin.webhook.WebhookWork;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobWork;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes and people on their way through them; nothing moves but what a test moves. */
public final class Journeys {
  static final Visit VISIT = new Visit("192.0.2.0", "a browser");
  public static final UUID BY = UUID.randomUUID();

  final TestServer server;
  public final TenantId tenant;
  public final PurposeId purpose;
  public final UUID ask;
  final UUID remind;
  public final UUID welcome;

  public Journeys(TestServer server) {
    this.server = server;
    this.tenant = server.tenant();
    this.purpose =
        server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    this.ask =
        server
            .bean(Database.class)
            .read(
                tenant,
                connection ->
                    server
                        .bean(Campaigns.class)
                        .confirmation(connection, tenant, Language.DE)
                        .campaign());
    this.remind = campaign("Erinnerung", MessageClass.OPT_IN, "{{ confirm_link('Ja') }}");
    this.welcome = campaign("Willkommen", MessageClass.ADVERTISING, "Hallo");
  }

  /** A new tenant on the one server of this JVM on which nothing moves but what a test moves. */
  public static TestServer stillGuest() {
    return Still.SERVER.withTenant();
  }

  /** Started on first use, ended with the JVM. */
  private static final class Still {
    private static final TestServer SERVER = TestServer.start(Map.of());

    static {
      still(SERVER);
    }
  }

  /** Lets the engine and the sender of a server move only when a test says so. */
  public static void still(TestServer server) {
    server.withoutSchedule();
    server.bean(RunWork.class).stop();
    server.bean(WebhookWork.class).stop();
    server.bean(JobWork.class).stop();
    server.bean("org.jawort.delivery.Sender", SmartLifecycle.class).stop();
  }

  public UUID campaign(String name, MessageClass messageClass, String body) {
    UUID id = server.bean(Ids.class).next();
    update(
        """
        INSERT INTO campaign (tenant_id, id, name, trigger, status, language, message_class,
                              version, created_at)
        VALUES (?, ?, ?, 'EVENT', 'READY', 'de', ?, 1, ?)
        """,
        tenant.value(),
        id,
        name,
        messageClass.name(),
        now());
    update(
        """
        INSERT INTO campaign_version (tenant_id, campaign_id, version, subject, body_html,
                                      body_text, created_at)
        VALUES (?, ?, 1, ?, ?, ?, ?)
        """,
        tenant.value(),
        id,
        name,
        body,
        body,
        now());
    return id;
  }

  private Timestamp now() {
    return Timestamp.from(server.clock().instant());
  }

  public void update(String sql, Object... values) {
    server.bean(Database.class).write(tenant, c -> jdbc().sql(sql).params(values).update());
  }

  private JdbcClient jdbc() {
    return server.bean(JdbcClient.class);
  }

  public <T> List<T> list(Class<T> type, String sql, Object... values) {
    return server
        .bean(Database.class)
        .read(tenant, c -> jdbc().sql(sql).params(values).query(type).list());
  }

  public long count(String sql, Object... values) {
    return list(Long.class, sql, values).getFirst();
  }

  /** Days go by, and the engine does what became due. */
  void tick(int days) {
    server.clock().tick(Duration.ofDays(days));
    advance();
  }

  /** A confirmation, a welcome, and another one two days later. */
  public List<Step> welcoming() {
    return List.of(
        new Step.SendCampaign("send", ask, "wait"),
        new Step.WaitForConfirmation("wait", 3, "welcome", "unsubscribe"),
        new Step.SendCampaign("welcome", welcome, "later"),
        new Step.Wait("later", 2, 0, "again"),
        new Step.SendCampaign("again", welcome, "done"),
        new Step.Complete("done"),
        new Step.Unsubscribe("unsubscribe"));
  }

  /** A confirmation with one reminder. */
  public List<Step> reminding() {
    return List.of(
        new Step.SendCampaign("send", ask, "wait"),
        new Step.WaitForConfirmation("wait", 3, "complete", "remind"),
        new Step.SendCampaign("remind", remind, "wait2"),
        new Step.WaitForConfirmation("wait2", 4, "complete", "unsubscribe"),
        new Step.Complete("complete"),
        new Step.Unsubscribe("unsubscribe"));
  }

  /** Takes a process of these steps online. */
  public ProcessVersion online(List<Step> steps) {
    OptInProcesses processes = server.bean(OptInProcesses.class);
    ProcessDraft draft = processes.create(tenant, BY, Language.DE, "Prozess " + UUID.randomUUID());
    var saved =
        (ProcessChangeOutcome.Saved)
            processes.saveDraft(tenant, BY, draft.process(), draft.revision(), steps);
    ProcessChangeOutcome change =
        processes.activate(tenant, BY, draft.process(), saved.draft().revision());
    assertThat(change).as("%s", change).isInstanceOf(ProcessChangeOutcome.Activated.class);
    return ((ProcessChangeOutcome.Activated) change).version();
  }

  /** Many sign up. */
  public List<String> signUp(int many) {
    String name = UUID.randomUUID().toString();
    List<String> addresses =
        IntStream.range(0, many).mapToObj(i -> i + "-" + name + "@example.org").toList();
    server.bean(OptIns.class).signUp(addresses.stream().map(this::signUp).toList());
    return addresses;
  }

  public SignUp signUp(String address) {
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

  private static final String POINT =
      "(SELECT id FROM contact_point WHERE tenant_id = ? AND address_key = ?)";

  public UUID point(String address) {
    return list(UUID.class, "SELECT " + POINT, tenant.value(), address).getFirst();
  }

  public AnswerOutcome confirm(String address) {
    return server.bean(OptIns.class).confirm(tenant, lastQuestion(address), VISIT);
  }

  AnswerOutcome refuse(String address) {
    return server.bean(OptIns.class).refuse(tenant, lastQuestion(address), VISIT);
  }

  private MessageId lastQuestion(String address) {
    String sql =
        "SELECT id FROM message WHERE message_class = 'OPT_IN' AND tenant_id = ?"
            + " AND contact_point_id = ? ORDER BY id DESC LIMIT 1";
    return new MessageId(list(UUID.class, sql, tenant.value(), point(address)).getFirst());
  }

  /** The mails of somebody, oldest first, by the names of their campaigns. */
  List<String> mails(String address) {
    String sql =
        """
        SELECT c.name FROM message m
        JOIN campaign c ON c.tenant_id = m.tenant_id AND c.id = m.campaign_id
        WHERE m.tenant_id = ? AND m.contact_point_id = ? ORDER BY m.id
        """;
    return list(String.class, sql, tenant.value(), point(address));
  }

  /** Where somebody's latest run is: status, step, and whether it goes on. */
  String run(String address) {
    String sql =
        """
        SELECT status || ' ' || step || CASE WHEN ended_at IS NULL THEN ' …' ELSE '' END
        FROM run WHERE tenant_id = ? AND contact_point_id = ? ORDER BY id DESC LIMIT 1
        """;
    return list(String.class, sql, tenant.value(), point(address)).getFirst();
  }

  public String status(String address) {
    String sql = "SELECT status FROM consent WHERE tenant_id = ? AND contact_point_id = ?";
    return list(String.class, sql, tenant.value(), point(address)).getFirst();
  }

  public String block(String address) {
    String sql =
        "SELECT coalesce(mail_block, 'none') FROM contact_point WHERE tenant_id = ? AND id = ?";
    return list(String.class, sql, tenant.value(), point(address)).getFirst();
  }

  public int advance() {
    return server.bean(RunEngine.class).advanceDue();
  }

  /** How often each kind of effect was had for each run and step, where it was more than once. */
  Map<String, Long> repeated() {
    var repeated = new HashMap<String, Long>();
    for (String table : List.of("message", "staff_notice", "webhook_call")) {
      String step = table.equals("message") ? "coalesce(step, '')" : "step";
      long more =
          count(
              "SELECT count(*) FROM (SELECT FROM "
                  + table
                  + " WHERE tenant_id = ? GROUP BY run_id, "
                  + step
                  + " HAVING count(*) > 1) r",
              tenant.value());
      if (more > 0) {
        repeated.put(table, more);
      }
    }
    return repeated;
  }
}
