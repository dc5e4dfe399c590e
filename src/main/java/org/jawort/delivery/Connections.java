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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to the mail server, each a thread with a mail at a time. */
final class Connections implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** A connection without mails is closed after this time. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** A server that cannot be reached or refuses the sign-in is left alone for this long. */
  private static final Duration PAUSE = Duration.ofSeconds(15);

  private final Carriers carriers;
  private final Receipts receipts;
  private final Sending sending;
  private final SenderBell bell;
  private final InstantSource clock;

  private final LinkedBlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final Semaphore free;
  private volatile Instant pausedUntil = Instant.MIN;

  Connections(
      Carriers carriers, Receipts receipts, Sending sending, SenderBell bell, InstantSource clock) {
    this.carriers = carriers;
    this.receipts = receipts;
    this.sending = sending;
    this.bell = bell;
    this.clock = clock;
    this.free = new Semaphore(carriers.most());
    // Platform threads: virtual ones stand in line behind every request when the intake is busy.
    for (int i = 0; i < carriers.most(); i++) {
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

  void send(Parcel parcel) {
    parcels.add(parcel);
  }

  private void run() {
    try (Carrier carrier = carriers.next()) {
      while (closing.getCount() > 0 || !parcels.isEmpty()) {
        Parcel parcel = parcels.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (parcel == null) {
          carrier.close();
        } else {
          work(carrier, parcel);
        }
      }
    } catch (InterruptedException e) {
      // Only an idle connection is interrupted; see close.
      Thread.currentThread().interrupt();
    }
  }

  private void work(Carrier carrier, Parcel parcel) {
    try {
      keep(
          switch (parcel) {
            case Parcel.Settled(Answered answered) -> answered;
            case Parcel.Sealed(Outgoing message, Mail mail) -> hand(carrier, message, mail);
          });
    } finally {
      inHand.remove(parcel.message().id().value());
      free.release();
      bell.ring();
    }
  }

  private Answered hand(Carrier carrier, Outgoing message, Mail mail) {
    Reply reply;
    try {
      reply = carrier.hand(mail);
    } catch (RuntimeException e) {
      LOG.warn("Message {} could not be handed over; it is tried again", message.id(), e);
      reply = new Reply.Deferred("Jawort: " + e.getClass().getSimpleName());
    }
    Instant now = clock.instant();
    note(reply, now);
    return Answered.of(message, mail, reply, now);
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
   * send the mail again.
   */
  private void keep(Answered answered) {
    for (int attempt = 1; ; attempt++) {
      try {
        receipts.record(answered);
        return;
      } catch (RuntimeException e) {
        LOG.warn("The answer to message {} is not recorded yet", answered.message().id(), e);
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
      if (free.tryAcquire(carriers.most(), SmtpCarrier.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        threads.forEach(Thread::interrupt);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
