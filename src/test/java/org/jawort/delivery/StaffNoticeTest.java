package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Contacts;
import org.jawort.contact.CreationOutcome;
import org.jawort.contact.MasterData;
import org.jawort.contact.NewContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What processes leave for staff: on its page, and by mail over real SMTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffNoticeTest {
  private static final Pattern READ = Pattern.compile("/app/notices/([0-9a-f-]{36})/read");

  private SmtpPeer peer;
  private TestServer server;
  private TenantId tenant;
  private ContactCard person;
  private UserId ada;
  private UserId berta;

  @BeforeAll
  void start() {
    peer = new SmtpPeer();
    server =
        TestServer.start(
            Map.of(
                "JAWORT_SMTP_URL",
                peer.url() + "?starttls=never",
                "JAWORT_ADMIN_EMAIL",
                TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD",
                TestServer.PASSWORD));
    server.withoutSchedule();
    tenant = server.bean(Tenants.class).all().getFirst();
    ada = user("ada.staff@salon.example", Role.STAFF, Language.DE);
    berta = user("berta@salon.example", Role.EDITOR, Language.EN);
    user("revision@salon.example", Role.AUDITOR, Language.DE);
    var data = new MasterData(ContactKind.CUSTOMER, "Carla", "Geheim", null, Language.DE);
    var address = CheckedAddress.parse(Channel.EMAIL, "carla@example.org").orElseThrow();
    person =
        ((CreationOutcome.Created)
                server
                    .bean(Contacts.class)
                    .create(tenant, List.of(new NewContact(data, List.of(address), Origin.STAFF)))
                    .getFirst())
            .card();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    peer.close();
  }

  /** Each begins with an empty list, long after the last mail. */
  @BeforeEach
  void anew() {
    update("DELETE FROM staff_notice WHERE tenant_id = ?", tenant.value());
    server.clock().tick(Duration.ofHours(2));
    peer.taken.clear();
  }

  private UserId user(String address, Role role, Language language) {
    var email = StaffEmail.parse(address).orElseThrow();
    return server
        .bean(Users.class)
        .add(tenant, new NewUser(role.name(), email, role, language, TestServer.PASSWORD));
  }

  private int update(String sql, Object... values) {
    return server
        .bean(Database.class)
        .write(tenant, c -> server.bean(JdbcClient.class).sql(sql).params(values).update());
  }

  private void leave(UserId user, int many) {
    for (int i = 0; i < many; i++) {
      update(
          """
          INSERT INTO staff_notice (tenant_id, id, run_id, step, contact_point_id, user_id, text,
                                    created_at)
          VALUES (?, ?, ?, 'tell', ?, ?::uuid, 'Bitte <b>Tee</b> anbieten', ?)
          """,
          tenant.value(),
          server.bean(Ids.class).next(),
          UUID.randomUUID(),
          person.points().getFirst().id().value(),
          user == null ? null : user.toString(),
          java.sql.Timestamp.from(server.clock().instant()));
    }
  }

  private void work() {
    server.recur("optin.notice.NoticeWork");
  }

  private void arrived(int mails) {
    Await.until("as many mails to staff have come", () -> peer.taken.size() >= mails);
    // The peer has a mail before its sender has written down that it went.
    Await.until("no mail to staff waits", this::waiting, waiting -> waiting == 0);
    assertThat(peer.taken).hasSize(mails);
  }

  private long waiting() {
    return server
        .bean(Database.class)
        .read(
            tenant,
            c ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        "SELECT count(*) FROM staff_mail WHERE tenant_id = ? AND status = 'QUEUED'")
                    .param(tenant.value())
                    .query(Long.class)
                    .single());
  }

  @Test
  @DisplayName("S1-08 many notices become one mail with a count, to whom they are for")
  void gathered() {
    leave(ada, 3);
    work();
    server.clock().tick(Duration.ofSeconds(50));
    work();
    server.clock().tick(Duration.ofSeconds(10));
    work();
    work();
    arrived(1);
    var mail = peer.taken.getFirst();
    assertThat(mail.to()).contains("ada.staff@salon.example");
    assertThat(mail.data())
        .contains("3_neue_Hinweise", server.settings().publicUrl() + "/app/notices")
        .contains("Auto-Submitted: auto-generated")
        .doesNotContain("Carla", "Geheim", "carla@example.org", "Tee", person.contact().id() + "");
    // What comes within the hour goes together at its end; who has seen to it gets no mail.
    leave(ada, 500);
    server.clock().tick(Duration.ofMinutes(59));
    work();
    arrived(1);
    server.clock().tick(Duration.ofMinutes(1));
    work();
    arrived(2);
    assertThat(peer.taken.getLast().data()).contains("500_neue_Hinweise");
    leave(ada, 1);
    update("UPDATE staff_notice SET done_at = now() WHERE tenant_id = ?", tenant.value());
    server.clock().tick(Duration.ofHours(2));
    work();
    arrived(2);
  }

  @Test
  @DisplayName("S1-08 a notice for all goes to everybody who acts, in their language")
  void toAll() {
    leave(null, 1);
    server.clock().tick(Duration.ofMinutes(1));
    work();
    arrived(3);
    assertThat(peer.taken)
        .extracting(SmtpPeer.Taken::to)
        .noneMatch(to -> to.contains("revision@"))
        .anyMatch(to -> to.contains("berta@"));
    assertThat(peer.taken)
        .filteredOn(mail -> mail.to().contains("berta@"))
        .allMatch(mail -> mail.data().contains("A new notice in Jawort"));
  }

  @Test
  @DisplayName("S1-08 each notice is in one mail and no more, after a crash and on two nodes")
  void once() throws Exception {
    leave(berta, 2);
    server.clock().tick(Duration.ofMinutes(1));
    assertThatThrownBy(
            () ->
                server
                    .bean(Database.class)
                    .write(
                        tenant,
                        connection -> {
                          work();
                          throw new IllegalStateException("the node dies before the commit");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(waiting()).isZero();
    try (ExecutorService nodes = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        nodes.submit(this::work);
      }
    }
    arrived(1);
    // The mail server is away when the next one goes out: it goes out later, once.
    peer.kill();
    leave(berta, 1);
    server.clock().tick(Duration.ofHours(1));
    work();
    assertThat(waiting()).isEqualTo(1);
    peer.restart();
    Await.until(
        "no notice waits any more",
        () -> {
          server.clock().tick(Duration.ofMinutes(10));
          work();
          return waiting() == 0;
        });
    arrived(2);
  }

  @Test
  @DisplayName("S1-08 the page lists unread ones first, and each reader sees their own")
  void page() {
    leave(ada, 1);
    leave(null, 52);
    leave(berta, 1);
    TestBrowser browser = server.browser().signIn("ada.staff@salon.example", TestServer.PASSWORD);
    var first = browser.get("/app/notices");
    assertThat(first.body())
        .contains(
            "Hinweise, davon neu: 53", "Carla Geheim", "Bitte &lt;b&gt;Tee&lt;/b&gt; anbieten")
        .contains("/app/contacts/" + person.contact().id(), "rel=\"next\"");
    assertThat(count(first.body(), "An alle<")).isEqualTo(50);
    String next =
        first
            .body()
            .replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1")
            .replace("&amp;", "&");
    assertThat(count(browser.get(next).body(), "Als gelesen markieren</span>")).isEqualTo(3);
    Matcher one = READ.matcher(first.body());
    assertThat(one.find()).as("%s is found", one.pattern()).isTrue();
    browser.post("/app/notices/" + one.group(1) + "/read", Map.of());
    assertThat(browser.get("/app/notices").body())
        .contains("Der Hinweis ist als gelesen markiert", "davon neu: 52")
        .doesNotContain(one.group());
    browser.post("/app/notices/" + one.group(1) + "/read", Map.of());
    assertThat(browser.get("/app/notices").body()).contains("schon jemand gekümmert");
    browser.post("/app/notices/read", Map.of());
    assertThat(browser.get("/app/notices").body())
        .contains("52 Hinweise sind als gelesen markiert", "davon neu: 0", "STAFF")
        .doesNotContain("Alle als gelesen");
    TestBrowser other = server.browser().signIn("berta@salon.example", TestServer.PASSWORD);
    assertThat(other.get("/app").body()).contains("Notices, new ones: 1");
    // What was for somebody who left is for all.
    update("UPDATE staff_user SET disabled_at = now() WHERE id = ?", berta.value());
    assertThat(browser.get("/app").body()).contains("davon neu: 1");
    update("UPDATE staff_user SET disabled_at = NULL WHERE id = ?", berta.value());
    TestBrowser auditor = server.browser().signIn("revision@salon.example", TestServer.PASSWORD);
    assertThat(auditor.get("/app/notices").status()).isEqualTo(200);
    assertThat(auditor.post("/app/notices/read", Map.of()).status()).isEqualTo(403);
    update("DELETE FROM staff_notice WHERE tenant_id = ?", tenant.value());
    assertThat(browser.get("/app/notices").body()).contains("Keine Hinweise");
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
