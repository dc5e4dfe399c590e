package org.jawort.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The door to how sending goes on this node, for those who run it. */
@Component
public class Sending {
  private final AtomicReference<Optional<Fault>> fault = new AtomicReference<>(Optional.empty());

  /**
   * What keeps mails from going out although the recipients could have them.
   *
   * @param answer the mail server's, or what the connection failed with; without addresses
   */
  public record Fault(String answer, Instant since) {}

  /** The fault, from the first mail that met it until one is accepted again. */
  public Optional<Fault> fault() {
    return fault.get();
  }

  /** Returns whether this is news. */
  boolean failed(String answer, Instant at) {
    Optional<Fault> before =
        fault.getAndUpdate(f -> Optional.of(new Fault(answer, f.map(Fault::since).orElse(at))));
    return before.isEmpty();
  }

  /** Returns whether this is news. */
  boolean works() {
    return fault.getAndSet(Optional.empty()).isPresent();
  }
}
