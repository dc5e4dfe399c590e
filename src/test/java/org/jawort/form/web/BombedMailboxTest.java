package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jawort.Await;
import org.jawort.form.Form;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("B-07 law 10 A form is no way to flood somebody's mailbox")
class BombedMailboxTest {
  private static final int ALIASES = 50;
  private static final int NETWORKS = 500;
  private static final int HONEST = 25;

  private final SignUpServer server = SignUpServer.get();
  private final TenantId tenant = server.tenant("Salon Bombe", IpMode.TRUNCATED);
  private final Form form = server.form(tenant, Language.DE);

  @Test
  @DisplayName(
      "A thousand submissions for fifty aliases are three mails, and everybody else is served")
  void bombed() throws Exception {
    bomb(1_000);
  }

  @Test
  @Tag("soak")
  @DisplayName("So are ten thousand")
  void bombedForLong() throws Exception {
    bomb(10_000);
  }

  private void bomb(int submissions) throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    try (var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < submissions; i++) {
        int number = i;
        answers.add(visitors.submit(() -> submit(alias(number % ALIASES), number % NETWORKS)));
        if (number % (submissions / HONEST) == 0) {
          String honest = "honest-%d@example.org".formatted(number * HONEST / submissions);
          answers.add(visitors.submit(() -> submit(honest, NETWORKS + number)));
        }
      }
    }
    assertThat(statuses(answers)).as("answers by status").containsOnlyKeys(303);
    Await.until(
        "all mails went their way", () -> mails("status = 'QUEUED'"), waiting -> waiting == 0);
    assertThat(mails("address LIKE 'honest-%'")).as("mails to the honest").isEqualTo(HONEST);
    assertThat(mails("address LIKE '%gmail.com' OR address LIKE '%googlemail.com'"))
        .as("mails to the one mailbox")
        .isBetween(1L, 3L);
  }

  /**
   * Dots, plus signs and the provider's other domain, as somebody writes who wants to be clever.
   */
  private static String alias(int number) {
    String local = number % 2 == 0 ? "bombed.salon.box" : "bombedsalonbox";
    String domain = number % 5 == 0 ? "googlemail.com" : "gmail.com";
    return "%s+%d@%s".formatted(local, number, domain);
  }

  private int submit(String address, int network) {
    String body = SignUpServer.encoded(SignUpServer.filledIn(address));
    HttpResponse<String> answer =
        server.send(
            server
                .request("/f/" + form.key())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Forwarded-For", "10.%d.%d.7".formatted(network / 250, network % 250))
                .POST(SignUpServer.body(body)));
    return answer.statusCode();
  }

  private static Map<Integer, Long> statuses(List<Future<Integer>> answers)
      throws InterruptedException, ExecutionException {
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    return statuses.stream()
        .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
  }

  private long mails(String which) {
    return server.count(
        "message m JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id"
            + " WHERE m.tenant_id = ? AND ("
            + which
            + ")",
        tenant.value());
  }
}
