package org.jawort.optin.step;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what a step does, in one short sentence. */
public final class StepWords {
  private StepWords() {}

  /**
   * The sentence, {@code optin.step.….says}.
   *
   * @param names what the ids in the steps are called, see {@link OptInProcesses#names}
   */
  public static Phrase of(Step step, Map<UUID, String> names) {
    String key = "optin.step." + step.kind() + ".says";
    return switch (step) {
      case Step.SendCampaign s -> Phrase.of(key, name(s.campaign(), names));
      case Step.WaitForConfirmation s -> Phrase.of(key, s.days());
      case Step.Wait s -> wait(s);
      case Step.AddToGroup s -> Phrase.of(key, name(s.group(), names));
      case Step.RemoveFromGroup s -> Phrase.of(key, name(s.group(), names));
      case Step.SetField s -> Phrase.of(key, name(s.field(), names), text(s.value()));
      case Step.NotifyStaff s ->
          s.user() == null
              ? Phrase.of("optin.step.NOTIFY_STAFF.all", text(s.text()))
              : Phrase.of(key, name(s.user(), names), text(s.text()));
      case Step.CallWebhook s -> Phrase.of(key, text(s.url()));
      case Step.Unsubscribe s -> Phrase.of(key);
      case Step.Complete s -> Phrase.of(key);
      case Step.Erase s -> Phrase.of(key);
      case Step.End s -> Phrase.of(key);
    };
  }

  private static Phrase wait(Step.Wait wait) {
    if (wait.hours() == 0) {
      return Phrase.of("optin.step.WAIT.days", wait.days());
    }
    return wait.days() == 0
        ? Phrase.of("optin.step.WAIT.hours", wait.hours())
        : Phrase.of("optin.step.WAIT.both", wait.days(), wait.hours());
  }

  private static Object name(@Nullable UUID id, Map<UUID, String> names) {
    String name = id == null ? null : names.get(id);
    return name == null ? Phrase.of("optin.step.unknown") : name;
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
