package org.jawort.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jawort.platform.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to the mail server, each a thread with a mail at a time. */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** A connection without mails is closed after this time. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** A server that cannot be reached or refuses the sign-in is left alone for this long. */
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final MailTransports mailTransports;
  private final AttemptLog attemptLog;
  private final Sending sending;
  private final SenderBell bell;
  private final InstantSource clock;

  private final LinkedBlockingQueue<SendTask> parcels = new LinkedBlockingQueue<>();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore free;
  private volatile Instant pausedUntil = Instant.MIN;

  Connections(
      MailTransports mailTransports,
      AttemptLog attemptLog,
      Sending sending,
      SenderBell bell,
      InstantSource clock) {
    this.mailTransports = mailTransports;
    this.attemptLog = attemptLog;
    this.sending = sending;
    this.bell = bell;
    this.clock = clock;
    this.free = new Semaphore(mailTransports.most());
    // Platform threads: virtual ones stand in line behind every request when the intake is busy.
    for (int i = 0; i < mailTransports.most(); i++) {
      threads.add(Thread.ofPlatform().daemon().name("connection-" + i).start(this::run));
    }
  }

  /** How many mails can be sent at once, now. */
  int free(Instant now) {
    return now.isBefore(pausedUntil) ? 0 : free.availablePermits();
  }

  /** Ids of messages whose answer is not recorded yet. */
  Set<UUID> inHand() {
    return Set.copyOf(inHand);
  }

  /** Takes over messages, at most as many as are free; {@link #send} follows for each. */
  void take(List<Outgoing> messages) {
    free.acquireUninterruptibly(messages.size());
    messages.forEach(message -> inHand.add(message.id().value()));
  }

  void send(SendTask sendTask) {
    parcels.add(sendTask);
  }

  private void run() {
    try (MailTransport mailTransport = mailTransports.next()) {
      while (closing.getCount() > 0 || !parcels.isEmpty()) {
        SendTask sendTask = parcels.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (sendTask == null) {
          mailTransport.close();
        } else {
          work(mailTransport, sendTask);
        }
      }
    } catch (InterruptedException e) {
      // Only an idle connection is interrupted; see close.
      Thread.currentThread().interrupt();
    }
  }

  private void work(MailTransport mailTransport, SendTask sendTask) {
    try {
      keep(
          switch (sendTask) {
            case SendTask.Settled(SendAttempt sendAttempt) -> sendAttempt;
            case SendTask.Sealed(Outgoing message, Mail mail) -> hand(mailTransport, message, mail);
          });
    } finally {
      inHand.remove(sendTask.message().id().value());
      free.release();
      bell.ring();
    }
  }

  private SendAttempt hand(MailTransport mailTransport, Outgoing message, Mail mail) {
    try {
      Reply reply = mailTransport.hand(mail);
      Instant now = clock.instant();
      note(reply, now);
      return SendAttempt.of(message, mail, reply, now);
    } catch (Throwable e) {
      LOG.warn("Message {} could not be handed over: {}", message.id(), e.getClass().getName());
      LOG.debug("message", e);
      return SendAttempt.faulty(message, e, clock.instant());
    }
  }

  private void note(Reply reply, Instant now) {
    switch (reply) {
      case Reply.Accepted accepted -> {
        if (sending.works()) {
          LOG.info("The mail server takes mails again");
        }
      }
      case Reply.NoConnection(String text) -> {
        pausedUntil = now.plus(PAUSE);
        fault(text, now);
      }
      case Reply.Unusable(String text) -> fault(text, now);
      case Reply.RecipientRefused refused -> {}
      case Reply.MailRefused refused -> {}
      case Reply.Deferred deferred -> {}
    }
  }

  private void fault(String text, Instant now) {
    if (sending.failed(text, now)) {
      LOG.warn("Mails cannot go out and wait; check JAWORT_SMTP_URL and the sender: {}", text);
    }
  }

  /**
   * Records the answer. Where the database is away it waits for it: an answer that is lost would
   * send the mail again. Where it is the answer's own fault, it is set aside instead, so that the
   * connection is free for others, and the mail goes again only if somebody says so.
   */
  private void keep(SendAttempt sendAttempt) {
    SendAttempt kept = sendAttempt;
    for (int attempt = 1; ; attempt++) {
      try {
        attemptLog.record(kept);
        return;
      } catch (RuntimeException | Error e) {
        LOG.warn(
            "The answer to message {} is not recorded yet: {}",
            sendAttempt.message().id(),
            e.getClass().getName());
        LOG.debug("answer", e);
        if (Retries.isFaulty(attempt) && !DatabaseException.isPassing(e)) {
          kept = SendAttempt.aside(sendAttempt.message(), e, clock.instant());
        }
        if (closedWithin(Duration.ofSeconds(Math.min(attempt, 30)))) {
          return;
        }
      }
    }
  }

  private boolean closedWithin(Duration time) {
    try {
      return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Lets each connection finish its mail; an interrupt would break the connection in use. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (free.tryAcquire(
          mailTransports.most(), SmtpTransport.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
