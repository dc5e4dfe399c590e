package org.jawort.optin.web.process;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Step;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The settings of a step as a form. What is missing may be saved; the check of the draft tells. */
final class StepForm {
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_URL = 2_000;

  private final FormInput form;
  private final StepChoices.Choices choices;

  private StepForm(FormInput form, StepChoices.Choices choices) {
    this.form = form;
    this.choices = choices;
  }

  /** The settings as they are stored. */
  static FormInput filled(Step step) {
    FormInput form = FormInput.empty();
    return switch (step) {
      case Step.SendCampaign s -> form.with("campaign", text(s.campaign()));
      case Step.WaitForConfirmation s -> form.with("days", text(s.days()));
      case Step.Wait s -> form.with("days", text(s.days())).with("hours", text(s.hours()));
      case Step.AddToGroup s -> form.with("group", text(s.group()));
      case Step.RemoveFromGroup s -> form.with("group", text(s.group()));
      case Step.SetField s -> form.with("field", text(s.field())).with("value", text(s.value()));
      case Step.NotifyStaff s -> form.with("user", text(s.user())).with("text", text(s.text()));
      case Step.CallWebhook s -> form.with("url", text(s.url()));
      default -> form.with("end", step.kind());
    };
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  /** The step as it was typed; empty where the form says what cannot be read or does not exist. */
  static Optional<Step> read(Step step, FormInput form, StepChoices.Choices choices) {
    Step typed = new StepForm(form, choices).read(step);
    return form.isGood() ? Optional.of(typed) : Optional.empty();
  }

  private Step read(Step step) {
    return switch (step) {
      case Step.SendCampaign(var id, var before, var next) ->
          new Step.SendCampaign(id, chosen("campaign", before), next);
      case Step.WaitForConfirmation(var id, int days, var confirmed, var unconfirmed) ->
          new Step.WaitForConfirmation(id, number("days"), confirmed, unconfirmed);
      case Step.Wait(var id, int days, int hours, var next) ->
          new Step.Wait(id, number("days"), number("hours"), next);
      case Step.AddToGroup(var id, var before, var next) ->
          new Step.AddToGroup(id, chosen("group", before), next);
      case Step.RemoveFromGroup(var id, var before, var next) ->
          new Step.RemoveFromGroup(id, chosen("group", before), next);
      case Step.SetField(var id, var before, var value, var next) ->
          new Step.SetField(
              id, chosen("field", before), form.optional("value", LONGEST_VALUE), next);
      case Step.NotifyStaff(var id, var before, var text, var next) ->
          new Step.NotifyStaff(id, chosen("user", before), form.text("text", LONGEST_TEXT), next);
      case Step.CallWebhook(var id, var url, var next) ->
          new Step.CallWebhook(id, form.optional("url", LONGEST_URL), next);
      case Step.Unsubscribe(var id, var next) when next != null -> step;
      default -> end(step);
    };
  }

  private Step end(Step step) {
    return switch (form.value("end")) {
      case "COMPLETE" -> new Step.Complete(step.id());
      case "UNSUBSCRIBE" -> new Step.Unsubscribe(step.id());
      case "ERASE" -> new Step.Erase(step.id());
      case "END" -> new Step.End(step.id());
      default -> {
        form.refuse("end", "process.step.choose");
        yield step;
      }
    };
  }

  private int number(String field) {
    String typed = form.value(field);
    if (typed.matches("\\d{1,5}")) {
      return Integer.parseInt(typed);
    }
    form.refuse(field, "process.step.number");
    return 0;
  }

  /** Something that the tenant has; what was chosen before may stay though it is gone. */
  private @Nullable UUID chosen(String field, @Nullable UUID before) {
    String typed = form.value(field);
    if (typed.isEmpty() || typed.equals(text(before))) {
      return typed.isEmpty() ? null : before;
    }
    if (!choices.knows(typed)) {
      form.refuse(field, "process.step.choose");
      return before;
    }
    return UUID.fromString(typed);
  }
}
