package org.jawort.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jawort.platform.DatabaseException;
import org.jawort.platform.EachTenant;
import org.jawort.platform.TenantId;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Hands over mails to staff, one after the other; they are few. */
@Component
class StaffMailSender extends Worker {
  private static final Logger LOG = LoggerFactory.getLogger(StaffMailSender.class);

  /** How often it looks for what became due by time alone, or was queued on another node. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Tenants tenants;
  private final StaffMailClaims claims;
  private final MailTransports mailTransports;
  private final InstantSource clock;

  StaffMailSender(
      Tenants tenants,
      StaffMailClaims claims,
      MailTransports mailTransports,
      StaffMails mails,
      InstantSource clock) {
    super("staff-mail", mails.bell(), LOOK);
    this.tenants = tenants;
    this.claims = claims;
    this.mailTransports = mailTransports;
    this.clock = clock;
  }

  @Override
  protected void work() {
    var each = new EachTenant();
    while (isRunning() && sendSome(each)) {
      // There may be more.
    }
    each.tell();
  }

  @Override
  protected long backlog() {
    return claims.backlog(tenants.all(), clock.instant());
  }

  /** Returns whether anything was claimed, so that there may be more. */
  private boolean sendSome(EachTenant each) {
    var any = new AtomicBoolean();
    for (TenantId tenant : claims.due(tenants.all(), clock.instant())) {
      beat();
      each.outlive(tenant, () -> any.compareAndSet(false, sendOne(tenant)));
    }
    return any.get();
  }

  private boolean sendOne(TenantId tenant) {
    if (!tenants.isComplete(tenant)) {
      return false;
    }
    Optional<StaffMailClaims.Claimed> claimed = claims.claim(tenant, clock.instant());
    claimed.ifPresent(this::outlive);
    return claimed.isPresent();
  }

  /** Whatever goes wrong is this mail's own: the others go on. */
  private void outlive(StaffMailClaims.Claimed claimed) {
    try {
      send(claimed);
    } catch (Throwable e) {
      LOG.warn("Mail {} to staff went wrong: {}", claimed.id(), e.getClass().getName());
      LOG.debug("mail", e);
      Instant now = clock.instant();
      String text = Retries.fault(e);
      if (Retries.isFaulty(claimed.attempts()) && !DatabaseException.isPassing(e)) {
        claims.setAside(claimed.tenant(), claimed.id(), text, now);
      } else {
        Instant again = Retries.next(claimed.createdAt(), claimed.attempts(), now).orElse(now);
        claims.record(claimed.tenant(), claimed.id(), MessageStatus.QUEUED, text, now, again);
      }
    }
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
