package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.optin.SignUpOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** However many addresses lead to a mailbox, it gets few mails that it did not ask for (law 10). */
class MailBudgetTest {
  private final TestServer server = TestServer.timeTraveller();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());

  private static List<String> variants() {
    var variants = new ArrayList<String>();
    variants.add("bombed.box@gmail.com");
    for (int i = 0; i < 12; i++) {
      variants.add("bombed.box+" + i + "@gmail.com");
      variants.add("b.ombedbox+d" + i + "@googlemail.com");
    }
    return variants;
  }

  private long mails(String... statuses) {
    return tenant
        .list(
            Long.class,
            "SELECT count(*) FROM message WHERE tenant_id = ? AND status = ANY (?)",
            tenant.id().value(),
            statuses)
        .getFirst();
  }

  private void awaitSent() {
    Await.until("all mails went their way", () -> mails("QUEUED"), waiting -> waiting == 0);
  }

  @Test
  @DisplayName("B-07 Twenty-five addresses of one mailbox get three mails a day, and more the next")
  void variantsOfOneMailbox() {
    List<String> variants = variants();
    assertThat(variants).hasSize(25).doesNotHaveDuplicates();
    assertThat(tenant.signUp(variants.get(0))).isEqualTo(SignUpOutcome.STARTED);
    assertThat(tenant.signUp(variants.get(1))).isEqualTo(SignUpOutcome.STARTED);
    assertThat(tenant.signUp(variants.get(2))).isEqualTo(SignUpOutcome.MAILED_ENOUGH);
    awaitSent();
    for (String variant : variants) {
      tenant.server().clock().tick(Duration.ofMinutes(50));
      tenant.signUp(variant);
      awaitSent();
    }
    assertThat(mails("ACCEPTED")).as("within %s", Duration.ofMinutes(50 * 25)).isEqualTo(3);
    assertThat(tenant.knows("bombed.box+3@gmail.com")).as("whether each is known").isTrue();
    tenant.server().clock().tick(Duration.ofDays(1));
    assertThat(tenant.signUp(variants.get(7)))
        .as("a day later")
        .isEqualTo(SignUpOutcome.SENT_AGAIN);
  }

  @Test
  @DisplayName("B-07 Addresses that come at the same moment are counted together")
  void oneBatch() {
    List<Thread> visitors =
        variants().stream()
            .map(variant -> Thread.ofVirtual().unstarted(() -> tenant.signUp(variant)))
            .toList();
    visitors.forEach(Thread::start);
    visitors.forEach(
        visitor -> {
          try {
            visitor.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(mails("QUEUED", "ACCEPTED")).isEqualTo(2);
  }

  @Test
  @DisplayName("B-07 What our side could not deliver is not counted, and others are not held back")
  void failed() {
    tenant.signUp("lost@example.org");
    tenant.signUp("lost+a@example.org");
    awaitSent();
    tenant.update("UPDATE message SET status = 'EXPIRED' WHERE tenant_id = ?", tenant.id().value());
    assertThat(
            Stream.of(
                    "lost@example.org",
                    "lost+b@example.org",
                    "lost+c@example.org",
                    "lo.st@example.org")
                .map(tenant::signUp))
        .containsExactly(
            SignUpOutcome.SENT_AGAIN,
            SignUpOutcome.STARTED,
            SignUpOutcome.MAILED_ENOUGH,
            SignUpOutcome.STARTED);
  }

  @Test
  @DisplayName("B-07 A complaint ends the mails to the whole mailbox, under whatever address")
  void complaint() {
    tenant.signUp("angry.owner@gmail.com");
    awaitSent();
    tenant.update(
        """
        UPDATE contact_point SET mail_block = 'COMPLAINT'
        WHERE tenant_id = ? AND address_key = 'angry.owner@gmail.com'
        """,
        tenant.id().value());
    tenant.server().clock().tick(Duration.ofDays(2));
    assertThat(
            Stream.of(
                    "angry.owner@gmail.com",
                    "angryowner+x@googlemail.com",
                    "other.owner@gmail.com",
                    "angryowner+y@gmail.com")
                .map(tenant::signUp))
        .containsExactly(
            SignUpOutcome.UNDELIVERABLE,
            SignUpOutcome.MAILED_ENOUGH,
            SignUpOutcome.STARTED,
            SignUpOutcome.MAILED_ENOUGH);
  }
}
