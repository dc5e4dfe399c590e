package org.jawort.optin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Makes the calls that are due: claimed, made outside any transaction, and answered for. */
@Component
final class WebhookWork extends Worker {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Calls under way at once. */
  private static final int AT_ONCE = 20;

  private final Database database;
  private final Tenants tenants;
  private final WebhookCalls calls;
  private final WebhookPost post;
  private final InstantSource clock;

  WebhookWork(
      Database database,
      Tenants tenants,
      WebhookCalls calls,
      WebhookPost post,
      InstantSource clock,
      WebhookBell bell) {
    super("webhooks", bell, LOOK_EVERY);
    this.database = database;
    this.tenants = tenants;
    this.calls = calls;
    this.post = post;
    this.clock = clock;
  }

  @Override
  protected void work() {
    tenants.all().forEach(this::work);
  }

  private void work(TenantId tenant) {
    List<WebhookCall> claimed;
    do {
      claimed =
          database.write(
              tenant, connection -> calls.claim(connection, tenant, clock.instant(), AT_ONCE));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        claimed.forEach(call -> threads.execute(() -> make(call)));
      }
    } while (claimed.size() == AT_ONCE);
  }

  private void make(WebhookCall call) {
    WebhookPost.Answer answer = post.make(call);
    database.write(
        call.tenant(),
        connection -> {
          calls.answer(connection, call, answer, clock.instant());
          return call;
        });
  }
}
