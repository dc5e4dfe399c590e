package org.jawort.optin;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.EventId;
import org.jawort.contact.IntakeOutcome;
import org.jawort.delivery.AlsoAsked;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.Runs;
import org.jspecify.annotations.Nullable;

/**
 * A purpose that a visitor ticked, with what its event came to.
 *
 * @param run that would begin for it
 * @param open the run that waits for it already, or null
 */
record TickedBox(
    SignUp signUp,
    IntakeOutcome arrived,
    Runs.NewRun run,
    AppendOutcome appended,
    Runs.@Nullable Open open) {

  /** Whether the consent is there; then nothing but the ledger changes. */
  boolean given() {
    return appended.before().mayAdvertise();
  }

  /** Whether its run begins now. */
  boolean begins() {
    return open == null;
  }

  /** The run that waits for the answer from now on. */
  RunId waiting() {
    return open == null ? run.id() : open.run();
  }

  /** The event that asked for it. */
  @Nullable EventId event() {
    return switch (appended) {
      case AppendOutcome.Changed changed -> changed.event();
      case AppendOutcome.Recorded recorded -> recorded.event();
      case AppendOutcome.Refused refused -> null;
    };
  }

  /** As something that a mail asks for besides. */
  AlsoAsked also() {
    return new AlsoAsked(run.purpose(), Objects.requireNonNull(event()), waiting().value());
  }

  /**
   * What the runs of these boxes are known by together; null where one is alone.
   *
   * @param asked of one submission
   */
  static @Nullable RunId together(List<TickedBox> asked) {
    if (asked.size() < 2) {
      return null;
    }
    Optional<RunId> standing =
        asked.stream()
            .map(TickedBox::open)
            .filter(Objects::nonNull)
            .map(Runs.Open::together)
            .filter(Objects::nonNull)
            .min(Comparator.comparing(RunId::value));
    return standing.orElse(asked.getFirst().waiting());
  }
}
