package org.jawort.optin.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says in words in what two versions of a process differ. */
public final class Differences {
  private final Flow before;
  private final Flow after;
  private final Map<UUID, String> names;

  private Differences(Flow before, Flow after, Map<UUID, String> names) {
    this.before = before;
    this.after = after;
    this.names = names;
  }

  /**
   * What changed, in the order of the steps.
   *
   * @param names what the ids in the steps are called
   */
  public static List<Phrase> between(List<Step> before, List<Step> after, Map<UUID, String> names) {
    return new Differences(new Flow(before), new Flow(after), names).words();
  }

  private List<Phrase> words() {
    var words = new ArrayList<Phrase>();
    for (Step step : before.steps()) {
      if (after.step(step.id()).isEmpty()) {
        words.add(Phrase.of("optin.difference.removed", said(step)));
      }
    }
    for (Step step : after.steps()) {
      Optional<Step> old = before.step(step.id());
      if (old.isEmpty()) {
        words.add(Phrase.of("optin.difference.added", said(step)));
      } else {
        words.addAll(between(old.get(), step));
      }
    }
    if (!before.steps().isEmpty() && !after.steps().isEmpty()) {
      words.addAll(entry());
    }
    return words;
  }

  private List<Phrase> entry() {
    return before.entry().id().equals(after.entry().id())
        ? List.of()
        : List.of(Phrase.of("optin.difference.entry", said(after.entry())));
  }

  private List<Phrase> between(Step old, Step now) {
    var words = new ArrayList<Phrase>();
    if (!setting(old).equals(setting(now)) || old.getClass() != now.getClass()) {
      words.add(Phrase.of("optin.difference.changed", said(old), said(now)));
    }
    for (Step.Exit exit : now.exits()) {
      @Nullable String was =
          old.exits().stream()
              .filter(other -> other.way() == exit.way())
              .findFirst()
              .map(Step.Exit::to)
              .orElse(null);
      if (!Objects.equals(was, exit.to())) {
        words.add(
            Phrase.of(
                "optin.difference.way",
                said(now),
                Phrase.of("optin.way." + exit.way()),
                after.step(exit.to()).map(this::said).orElse(Phrase.of("optin.step.nothing"))));
      }
    }
    return words;
  }

  private Phrase said(Step step) {
    return StepWords.of(step, names);
  }

  /** All that is set in a step but its ways. */
  private static List<Object> setting(Step step) {
    return switch (step) {
      case Step.SendCampaign s -> set(s.campaign());
      case Step.WaitForConfirmation s -> set(s.days());
      case Step.Wait s -> set(s.days(), s.hours());
      case Step.AddToGroup s -> set(s.group());
      case Step.RemoveFromGroup s -> set(s.group());
      case Step.SetField s -> set(s.field(), s.value());
      case Step.NotifyStaff s -> set(s.user(), s.text());
      case Step.CallWebhook s -> set(s.url());
      case Step.Unsubscribe s -> set();
      case Step.Complete s -> set();
      case Step.Erase s -> set();
      case Step.End s -> set();
    };
  }

  private static List<Object> set(@Nullable Object... values) {
    var set = new ArrayList<Object>();
    for (Object value : values) {
      set.add(Objects.requireNonNullElse(value, ""));
    }
    return set;
  }
}
