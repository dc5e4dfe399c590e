package org.jawort.optin.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.TenantId;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the calls that are due: claimed, made outside any transaction, and answered for. */
@Component
public final class WebhookWork extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookWork.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /** Calls under way at once. */
  private static final int AT_ONCE = 20;

  private final Database database;
  private final Tenants tenants;
  private final WebhookCalls calls;
  private final WebhookSecrets secrets;
  private final WebhookPost post;
  private final InstantSource clock;

  WebhookWork(
      Database database,
      Tenants tenants,
      WebhookCalls calls,
      WebhookSecrets secrets,
      WebhookPost post,
      InstantSource clock,
      WebhookBell bell) {
    super("webhooks", bell, LOOK_EVERY);
    this.database = database;
    this.tenants = tenants;
    this.calls = calls;
    this.secrets = secrets;
    this.post = post;
    this.clock = clock;
  }

  @Override
  protected void work() {
    EachTenant.run(tenants.all(), this::work);
  }

  @Override
  protected long backlog() {
    List<TenantId> all = tenants.all();
    return database.read(all, connection -> calls.backlog(connection, all, clock.instant()));
  }

  private void work(TenantId tenant) {
    Claimed claimed;
    do {
      beat();
      claimed = claim(tenant);
      Map<String, List<UUID>> signing = claimed.secrets();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        claimed
            .calls()
            .forEach(
                call ->
                    threads.execute(() -> make(call, signing.getOrDefault(call.url(), List.of()))));
      }
    } while (claimed.calls().size() == AT_ONCE);
  }

  private record Claimed(List<WebhookCall> calls, Map<String, List<UUID>> secrets) {}

  private Claimed claim(TenantId tenant) {
    return database.write(
        tenant,
        connection -> {
          Instant now = clock.instant();
          List<WebhookCall> claimed = calls.claim(connection, tenant, now, AT_ONCE);
          List<String> urls = claimed.stream().map(WebhookCall::url).toList();
          return new Claimed(
              claimed, urls.isEmpty() ? Map.of() : secrets.ensure(connection, tenant, urls, now));
        });
  }

  /** A fault of ours is the call's own: it is made again as after any other failure. */
  private WebhookPost.Answer outlived(WebhookCall call, List<UUID> signing) {
    try {
      return post.make(call, signing);
    } catch (Throwable e) {
      LOG.warn("Call {} went wrong: {}", call.id(), e.getClass().getName());
      LOG.debug("call", e);
      return new WebhookPost.Answer(false, false, "CONNECTION");
    }
  }

  private void make(WebhookCall call, List<UUID> signing) {
    WebhookPost.Answer answer = outlived(call, signing);
    database.write(
        call.tenant(),
        connection -> {
          calls.answer(connection, call, answer, clock.instant());
          return call;
        });
  }
}
