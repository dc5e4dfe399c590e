package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jawort.OwnTenant;
import org.jawort.consent.Basis;
import org.jawort.consent.Consents;
import org.jawort.consent.Declaration;
import org.jawort.consent.Evidence;
import org.jawort.consent.Recording;
import org.jawort.consent.Statuses;
import org.jawort.consent.Unsubscribed;
import org.jawort.consent.Withdrawal;
import org.jawort.consent.declaration.StatementOutcome;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.delivery.MessageId;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;

/** Two of what contradicts each other at the same moment: a "no" is never lost. */
class AtOnceTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "at-once-" + UUID.randomUUID() + "@example.org";

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  private <A, B> void both(Callable<A> one, Callable<B> other) throws Exception {
    var begin = new CyclicBarrier(2);
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<A> first = people.submit(() -> after(begin, one));
      Future<B> second = people.submit(() -> after(begin, other));
      first.get();
      second.get();
    }
  }

  private static <T> T after(CyclicBarrier begin, Callable<T> what) throws Exception {
    begin.await();
    return what.call();
  }

  private Unsubscribed withdraw(MessageId mail) {
    var said = new Withdrawal(null, mail.value(), "LINK", Evidence.of(null));
    return tenant
        .bean(Consents.class)
        .unsubscribe(tenant.id(), tenant.point(address), tenant.newsletter(), said);
  }

  private StatementOutcome declare() {
    var by =
        new Recording(
            tenant.id(), tenant.newsletter(), Actor.staff(UUID.randomUUID()), "STAFF_ENTRY");
    Declaration paper =
        Declaration.builder().basis(Basis.PAPER).reference("folder 7").at(tenant.now()).build();
    return tenant
        .bean(Statements.class)
        .declare(by, List.of(StatementTarget.blind(tenant.point(address))), paper)
        .getFirst();
  }

  @RepeatedTest(10)
  @DisplayName("S1-02 law 32 withdrawing while the link of a stranger's sign-up is pressed")
  void withdrawnWhileConfirmed() throws Exception {
    MessageId first = tenant.confirmed(address);
    withdraw(first);
    tenant.signUp(address);
    MessageId second = tenant.question(address);
    both(() -> withdraw(first), () -> tenant.confirm(second));
    List<String> story = tenant.story(address);
    // Either the withdrawal was later, or it ended the request.
    assertThat(story.getLast()).isIn("REVOKED", "REFUSED");
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
    assertThat(tenant.confirm(second)).isEqualTo(AnswerOutcome.OVERTAKEN);
  }

  @RepeatedTest(10)
  @DisplayName("S1-03 declaring while the person refuses")
  void declaredWhileRefused() throws Exception {
    tenant.signUp(address);
    MessageId mail = tenant.question(address);
    both(this::declare, () -> tenant.refuse(mail));
    assertThat(tenant.status(address)).isEqualTo("REFUSED");
    assertThat(tenant.story(address)).endsWith("REFUSED").doesNotContain("DECLARED");
  }

  @RepeatedTest(10)
  @DisplayName("B-03 \"yes\" and \"no\" to one mail at the same moment: one of them is its answer")
  void yesAndNo() throws Exception {
    tenant.signUp(address);
    MessageId mail = tenant.question(address);
    both(() -> tenant.confirm(mail), () -> tenant.refuse(mail));
    assertThat(tenant.story(address)).hasSize(2);
    assertThat(tenant.status(address)).isIn("REFUSED", "CONFIRMED");
  }

  @RepeatedTest(5)
  @DisplayName("B-03 one link pressed by many at once confirms once")
  void once() throws Exception {
    tenant.signUp(address);
    MessageId mail = tenant.question(address);
    both(() -> tenant.confirm(mail), () -> tenant.confirm(mail));
    assertThat(tenant.story(address)).containsExactly("SIGNED_UP", "CONFIRMED");
  }
}
