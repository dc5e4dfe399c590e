package org.jawort.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jawort.platform.EachTenant;
import org.jawort.platform.TenantId;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Hands over what is due, tenant by tenant in turn, as many mails at once as there are connections.
 *
 * <p>A connection takes its next mail only after the answer to the one before is recorded, so a
 * crash can repeat at most the mails that were on a connection at that moment.
 */
@Component
class Sender extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  /** How often it looks for what became due by time alone. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Tenants tenants;
  private final Claims claims;
  private final Composer composer;
  private final MailTransports mailTransports;
  private final AttemptLog attemptLog;
  private final Sending sending;
  private final SenderBell bell;
  private final InstantSource clock;

  private volatile @Nullable Connections connections;
  private @Nullable TenantId servedLast;

  Sender(
      Tenants tenants,
      Claims claims,
      Composer composer,
      MailTransports mailTransports,
      AttemptLog attemptLog,
      Sending sending,
      SenderBell bell,
      InstantSource clock) {
    super("sender", bell, LOOK);
    this.tenants = tenants;
    this.claims = claims;
    this.composer = composer;
    this.mailTransports = mailTransports;
    this.attemptLog = attemptLog;
    this.sending = sending;
    this.bell = bell;
    this.clock = clock;
  }

  @Override
  public void start() {
    connections = new Connections(mailTransports, attemptLog, sending, bell, clock);
    super.start();
  }

  /** One of the system's own, so that a busy intake does not hold sending up. */
  @Override
  protected Thread.Builder thread() {
    return Thread.ofPlatform().daemon();
  }

  /** Lets every connection finish its mail and record the answer, then returns. */
  @Override
  public void stop() {
    super.stop();
    Connections opened = connections;
    if (opened != null) {
      opened.close();
    }
  }

  /** Tells whether nothing is on its way at this moment. */
  boolean idle() {
    Connections opened = connections;
    return opened == null || opened.inHand().isEmpty();
  }

  @Override
  protected void work() {
    Connections opened = Objects.requireNonNull(connections);
    var each = new EachTenant();
    while (isRunning() && sendSome(opened, each)) {
      // There may be more.
    }
    each.tell();
  }

  @Override
  protected long backlog() {
    return claims.backlog(tenants.all(), clock.instant());
  }

  /** Returns whether anything was claimed, so that there may be more. */
  private boolean sendSome(Connections opened, EachTenant each) {
    Instant now = clock.instant();
    int free = opened.free(now);
    List<TenantId> due = free == 0 ? List.of() : inTurn(named(claims.due(tenants.all(), now)));
    var claimed = new AtomicBoolean();
    int share = Math.max(1, free / Math.max(1, due.size()));
    for (TenantId tenant : due) {
      int most = Math.min(share, opened.free(now));
      if (most == 0 || !isRunning()) {
        break;
      }
      beat();
      servedLast = tenant;
      each.outlive(tenant, () -> claimed.compareAndSet(false, sendSome(opened, tenant, most, now)));
    }
    return claimed.get();
  }

  private boolean sendSome(Connections opened, TenantId tenant, int most, Instant now) {
    Claims.Claimed claim = claims.claim(tenant, now, most, opened.inHand());
    opened.take(claim.messages());
    composed(tenant, claim.messages(), now).forEach(opened::send);
    return claim.any();
  }

  /** Without those in nobody's name yet: their mails wait until the profile is complete. */
  private List<TenantId> named(List<TenantId> due) {
    return due.stream().filter(tenants::isComplete).toList();
  }

  /** Begins behind the tenant that was served last, so that a busy one cannot starve the others. */
  private List<TenantId> inTurn(List<TenantId> due) {
    int place = due.indexOf(servedLast) + 1;
    var turned = new ArrayList<TenantId>(due.subList(place, due.size()));
    turned.addAll(due.subList(0, place));
    return turned;
  }

  private List<SendTask> composed(TenantId tenant, List<Outgoing> messages, Instant now) {
    var parcels = new ArrayList<SendTask>(messages.size());
    try {
      List<Composer.ComposeOutcome> made =
          messages.isEmpty() ? List.of() : composer.compose(tenant, messages);
      for (int i = 0; i < messages.size(); i++) {
        parcels.add(SendTask.of(messages.get(i), made.get(i), now));
      }
      return parcels;
    } catch (Throwable e) {
      return messages.size() == 1
          ? List.of(faulty(messages.getFirst(), e, now))
          : messages.stream().flatMap(m -> composed(tenant, List.of(m), now).stream()).toList();
    }
  }

  /** An Error too is the mail's own: whatever it is, the next mail is made all the same. */
  private static SendTask faulty(Outgoing message, Throwable e, Instant now) {
    LOG.warn("Message {} cannot be made: {}", message.id(), e.getClass().getName());
    LOG.debug("message", e);
    return new SendTask.Settled(SendAttempt.faulty(message, e, now));
  }
}
