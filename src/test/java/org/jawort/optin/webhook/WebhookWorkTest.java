package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.form.FormAction;
import org.jawort.form.FormContent;
import org.jawort.form.FormExtras;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.optin.engine.Journeys;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.PinnedCall;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Calls to other systems: made until they are taken, never into our own network. */
class WebhookWorkTest {
  private static TestServer server;
  private static Journeys journeys;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of(
                "JAWORT_ADMIN_EMAIL", TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD", TestServer.PASSWORD));
    Journeys.still(server);
    journeys = new Journeys(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String called(String url) {
    journeys.online(
        List.of(
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", 1, "hook", "unsubscribe"),
            new Step.CallWebhook("hook", "https://crm.example/hook", "complete"),
            new Step.Complete("complete"),
            new Step.Unsubscribe("unsubscribe")));
    String ada = journeys.signUp(1).getFirst();
    journeys.confirm(ada);
    journeys.advance();
    journeys.update(
        "UPDATE webhook_call SET url = ? WHERE tenant_id = ? AND contact_point_id = ?",
        url,
        journeys.tenant.value(),
        journeys.point(ada));
    return ada;
  }

  private static String state(String address) {
    return journeys
        .list(
            String.class,
            "SELECT concat_ws(' ', status, attempts, answer) FROM webhook_call"
                + " WHERE tenant_id = ? AND contact_point_id = ?",
            journeys.tenant.value(),
            journeys.point(address))
        .getFirst();
  }

  private static WebhookWork work(WebhookPost post) {
    return new WebhookWork(
        server.bean(Database.class),
        server.bean(Tenants.class),
        server.bean(WebhookCalls.class),
        server.bean(WebhookSecrets.class),
        post,
        server.bean(InstantSource.class),
        new WebhookBell());
  }

  @Test
  @DisplayName("S1-08 B-10 a call is made again until it is taken, under the same key")
  void again() throws Exception {
    var keys = new CopyOnWriteArrayList<String>();
    var times = new CopyOnWriteArrayList<String>();
    var signatures = new CopyOnWriteArrayList<String>();
    var bodies = new CopyOnWriteArrayList<String>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/hook",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          times.add(exchange.getRequestHeaders().getFirst("webhook-timestamp"));
          signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(keys.size() == 1 ? 503 : 204, -1);
          exchange.close();
        });
    other.start();
    try {
      String ada = called("http://127.0.0.1:" + other.getAddress().getPort() + "/hook");
      WebhookWork work = work(anywhere());
      work.work();
      assertThat(state(ada)).isEqualTo("QUEUED 1 503");
      work.work();
      assertThat(keys).hasSize(1);
      server.clock().tick(Duration.ofMinutes(2));
      work.work();
      assertThat(state(ada)).isEqualTo("DONE 2 204");
      work.work();
      assertThat(keys).hasSize(2);
      assertThat(keys.getFirst()).isEqualTo(keys.getLast());
      assertThat(bodies.getLast())
          .contains("\"address\":\"" + ada + "\"", "\"step\":\"hook\"", "\"status\":\"CONFIRMED\"");
      String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/hook";
      for (int i = 0; i < 2; i++) {
        assertThat(signatures.get(i))
            .isEqualTo("v1," + hmac(url, keys.get(i) + "." + times.get(i) + "." + bodies.get(i)));
      }
      // The time of the attempt, not of the event.
      assertThat(Long.parseLong(times.get(1)) - Long.parseLong(times.get(0))).isEqualTo(120);
    } finally {
      other.stop(0);
    }
  }

  @Test
  @DisplayName(
      "S1-12 B-10 a form posts each submission, signed, with what stands there at that moment")
  void submissions() throws Exception {
    var bodies = new CopyOnWriteArrayList<String>();
    var signatures = new CopyOnWriteArrayList<String>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/form",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    other.start();
    try {
      var action =
          new FormAction(List.of(), List.of(), null, "https://crm.example/form", null, false);
      PurposeId newsletter =
          server
              .bean(Purposes.class)
              .byKey(journeys.tenant, Purposes.NEWSLETTER)
              .orElseThrow()
              .id();
      var made =
          (OwnFormOutcome.Done)
              server
                  .bean(OwnForms.class)
                  .create(
                      journeys.tenant,
                      "Fest",
                      Language.DE,
                      newsletter,
                      FormContent.STANDARD.with(FormExtras.NONE.with(action)));
      String path = "/f/" + made.form().key();
      for (String name : List.of("hook", "gone")) {
        Map<String, Object> typed =
            Map.of(
                "email", name + "@form.example",
                "firstName", "Ada",
                "newsletter", "on",
                "privacy", "on");
        assertThat(server.browser().postBare(path, typed).status()).isEqualTo(303);
      }
      journeys.update(
          "DELETE FROM form_submission WHERE tenant_id = ? AND contact_point_id = ?",
          journeys.tenant.value(),
          journeys.point("gone@form.example"));
      journeys.update(
          "UPDATE webhook_call SET url = ? WHERE tenant_id = ? AND type = 'submission.received'",
          "http://127.0.0.1:" + other.getAddress().getPort() + "/form",
          journeys.tenant.value());
      work(anywhere()).work();
      assertThat(bodies).hasSize(2);
      assertThat(signatures).allMatch(signature -> signature.startsWith("v1,"));
      assertThat(bodies)
          .anySatisfy(
              body ->
                  assertThat(body)
                      .contains(
                          "\"type\":\"submission.received\"",
                          "\"form\":\"" + made.form().id().value() + "\"",
                          "\"address\":\"hook@form.example\"",
                          "\"answers\":{\"firstName\":\"Ada\"}",
                          "\"status\":\"TRIGGERED\""))
          .anySatisfy(
              body -> assertThat(body).contains("\"data\":{\"id\":").doesNotContain("gone@"));
    } finally {
      other.stop(0);
    }
  }

  static WebhookPost anywhere() {
    return new WebhookPost(
        new JsonMapper(),
        server.bean(WebhookSignature.class),
        server.bean(InstantSource.class),
        InetAddress::getAllByName,
        address -> true,
        new PinnedCall(
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5)));
  }

  /** As a receiver computes it, with the secret that the page shows. */
  private static String hmac(String url, String signed) throws Exception {
    String text =
        server.bean(Webhooks.class).reveal(journeys.tenant, secret(url).id()).orElseThrow();
    assertThat(text).startsWith("whsec_");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(text.substring("whsec_".length())), "x"));
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("B-10 while a secret is renewed both sign, and a day later the new one alone")
  void renewed() throws Exception {
    var signatures = new CopyOnWriteArrayList<String>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/renewed",
        exchange -> {
          signatures.add(exchange.getRequestHeaders().getFirst("webhook-signature"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    other.start();
    try {
      String url = "http://127.0.0.1:" + other.getAddress().getPort() + "/renewed";
      WebhookWork work = work(anywhere());
      call(url, work);
      assertThat(server.bean(Webhooks.class).rotate(journeys.tenant, secret(url).id())).isTrue();
      call(url, work);
      server.clock().tick(Duration.ofHours(25));
      call(url, work);
      assertThat(signatures).hasSize(3);
      assertThat(signatures.get(0)).matches("v1,[^ ]+");
      assertThat(signatures.get(1)).matches("v1,[^ ]+ v1,[^ ]+");
      assertThat(signatures.get(2)).matches("v1,[^ ]+");
      assertThat(server.bean(Webhooks.class).newest(journeys.tenant))
          .filteredOn(call -> call.url().equals(url))
          .hasSize(3)
          .allSatisfy(call -> assertThat(call.status()).isEqualTo(SentWebhook.Status.DONE))
          .allSatisfy(call -> assertThat(call.step()).isEqualTo("hook"));
    } finally {
      other.stop(0);
    }
  }

  private static void call(String url, WebhookWork work) {
    called(url);
    work.work();
  }

  private static WebhookSecret secret(String url) {
    return server.bean(Webhooks.class).endpoints(journeys.tenant).stream()
        .filter(endpoint -> endpoint.url().equals(url))
        .findFirst()
        .orElseThrow()
        .secrets()
        .getFirst();
  }

  @Test
  @DisplayName("a call never goes to an address of our own network")
  void inward() {
    for (String host : List.of("127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]")) {
      String ada = called("https://" + host + "/");
      work(server.bean(WebhookPost.class)).work();
      assertThat(state(ada)).isEqualTo("FAILED 1 NOT_PUBLIC");
    }
  }

  @Test
  @DisplayName("a host that is not there is tried for about a day and a half, then given up")
  void givenUp() {
    String ada = called("http://127.0.0.1:1/");
    WebhookWork work = work(anywhere());
    for (int i = 0; i < 20; i++) {
      work.work();
      server.clock().tick(Duration.ofHours(6));
    }
    assertThat(state(ada)).isEqualTo("FAILED 12 CONNECTION");
    String page = "/app/settings/webhooks";
    TestBrowser owner = server.owner();
    Matcher button =
        Pattern.compile("name=\"call\" value=\"([^\"]+)\"").matcher(owner.get(page).body());
    assertThat(button.find()).as("a button").isTrue();
    owner.post(page + "/again", Map.of("call", button.group(1)));
    assertThat(state(ada)).isEqualTo("QUEUED 0 CONNECTION");
    assertThat(owner.get(page).body()).contains("wird jetzt erneut versucht");
    owner.post(page + "/again", Map.of("call", button.group(1)));
    assertThat(owner.get(page).body()).contains("nicht aufgegeben");
    work.work();
    assertThat(state(ada)).isEqualTo("QUEUED 1 CONNECTION");
  }
}
