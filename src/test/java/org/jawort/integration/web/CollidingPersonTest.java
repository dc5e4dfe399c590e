package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.form.Forms;
import org.jawort.platform.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One person is erased, confirms, refuses and signs up at the same moment, again and again. */
class CollidingPersonTest {
  private static final int ROUNDS = Integer.getInteger("jawort.collisions", 10);

  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());
  private final String form =
      "/f/" + api.server().bean(Forms.class).all(api.tenant()).getFirst().key();

  private int signUp(String address) {
    Map<String, String> fields =
        Map.of(
            "email", address,
            "firstName", "",
            "lastName", "",
            "newsletter", "true",
            "privacy", "true",
            "homepage", "");
    return api.server().browser().postBare(form, fields).status();
  }

  private int press(String link) {
    return api.server().browser().postBare(link, Map.of()).status();
  }

  private int erase(UUID contact) {
    TestBrowser system =
        api.server()
            .browser()
            .header("Accept", "*/*")
            .header("Authorization", "Bearer " + api.secret());
    return system.method("DELETE", "/api/v1/contacts/" + contact).status();
  }

  private UUID contact(String address) {
    return tenant
        .list(
            UUID.class,
            "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND address_key = ?",
            api.tenant().value(),
            address)
        .getFirst();
  }

  private List<Integer> answers(ExecutorService threads, String address) throws Exception {
    assertThat(signUp(address)).isEqualTo(303);
    UUID contact = contact(address);
    String yes = tenant.link(Tokens.Kind.CONFIRM, tenant.question(address));
    String no = tenant.link(Tokens.Kind.UNSUBSCRIBE, tenant.question(address));
    List<Callable<Integer>> all =
        List.of(
            () -> signUp(address),
            () -> press(yes),
            () -> erase(contact),
            () -> signUp(address),
            () -> press(no),
            () -> erase(contact),
            () -> press(yes),
            () -> signUp(address));
    var statuses = new ArrayList<Integer>();
    for (Future<Integer> answer : threads.invokeAll(all)) {
      statuses.add(answer.get());
    }
    return statuses;
  }

  @Test
  @DisplayName("law 34 erase, confirm, refuse and sign up at once: everybody gets an answer")
  void collide() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        String address = "collide-" + UUID.randomUUID() + "@example.org";
        assertThat(answers(threads, address))
            .as("round %d", round)
            .allSatisfy(status -> assertThat(status).isLessThan(500))
            .contains(303);
      }
    }
  }
}
