package org.jawort.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.platform.Bell;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hands over mails to staff, one after the other; they are few. */
@Component
class StaffMailSender implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(StaffMailSender.class);

  /** How often it looks for what became due by time alone, or was queued on another node. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Tenants tenants;
  private final StaffMailClaims claims;
  private final MailTransports mailTransports;
  private final Bell bell;
  private final InstantSource clock;
  private volatile boolean running;

  StaffMailSender(
      Tenants tenants,
      StaffMailClaims claims,
      MailTransports mailTransports,
      StaffMails mails,
      InstantSource clock) {
    this.tenants = tenants;
    this.claims = claims;
    this.mailTransports = mailTransports;
    this.bell = mails.bell();
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    running = true;
    Thread.ofPlatform().daemon().name("staff-mail").start(this::run);
  }

  @Override
  public synchronized void stop() {
    running = false;
    bell.ring();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        if (!sendSome()) {
          bell.await(LOOK);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!running) {
          return;
        }
        LOG.warn("Mails to staff are held up; they go on as soon as this is over", e);
        rest();
      }
    }
  }

  private void rest() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      running = false;
    }
  }

  /** Returns whether anything was claimed, so that there may be more. */
  private boolean sendSome() {
    boolean any = false;
    for (TenantId tenant : claims.due(tenants.all(), clock.instant())) {
      Optional<StaffMailClaims.Claimed> claimed = claims.claim(tenant, clock.instant());
      claimed.ifPresent(this::send);
      any |= claimed.isPresent();
    }
    return any;
  }

  private void send(StaffMailClaims.Claimed claimed) {
    try (MailTransport mailTransport = mailTransports.next()) {
      Reply reply = mailTransport.hand(claimed.mail());
      Instant now = clock.instant();
      Optional<Instant> again = Retries.next(claimed.createdAt(), claimed.attempts(), now);
      MessageStatus status =
          switch (reply) {
            case Reply.Accepted accepted -> MessageStatus.ACCEPTED;
            case Reply.RecipientRefused refused -> MessageStatus.REFUSED;
            case Reply.MailRefused refused -> MessageStatus.REFUSED;
            case Reply.Deferred later -> waiting(again);
            case Reply.Unusable later -> waiting(again);
            case Reply.NoConnection later -> waiting(again);
          };
      claims.record(claimed.tenant(), claimed.id(), status, reply.text(), now, again.orElse(now));
    }
  }

  private static MessageStatus waiting(Optional<Instant> again) {
    return again.isPresent() ? MessageStatus.QUEUED : MessageStatus.EXPIRED;
  }
}
