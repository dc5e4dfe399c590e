package org.jawort.optin.step;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a process (S1-07). Its id is unique within the process; runs remember it.
 *
 * <p>In a draft anything may still be missing: what is chosen later is null or empty. {@link
 * ProcessCheck} tells what is missing; a version that went online lacks nothing.
 *
 * <p>The JSON names and shapes are kept for good: versions that were stored stay readable.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.SendCampaign.class, name = "SEND_CAMPAIGN"),
  @JsonSubTypes.Type(value = Step.WaitForConfirmation.class, name = "WAIT_FOR_CONFIRMATION"),
  @JsonSubTypes.Type(value = Step.Wait.class, name = "WAIT"),
  @JsonSubTypes.Type(value = Step.AddToGroup.class, name = "ADD_TO_GROUP"),
  @JsonSubTypes.Type(value = Step.RemoveFromGroup.class, name = "REMOVE_FROM_GROUP"),
  @JsonSubTypes.Type(value = Step.SetField.class, name = "SET_FIELD"),
  @JsonSubTypes.Type(value = Step.NotifyStaff.class, name = "NOTIFY_STAFF"),
  @JsonSubTypes.Type(value = Step.CallWebhook.class, name = "CALL_WEBHOOK"),
  @JsonSubTypes.Type(value = Step.Unsubscribe.class, name = "UNSUBSCRIBE"),
  @JsonSubTypes.Type(value = Step.Complete.class, name = "COMPLETE"),
  @JsonSubTypes.Type(value = Step.Erase.class, name = "ERASE"),
  @JsonSubTypes.Type(value = Step.End.class, name = "END"),
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Step {
  /** By which way a run leaves a step. */
  enum Way {
    /** The one way that most steps have. */
    NEXT,
    /** The recipient confirmed. */
    CONFIRMED,
    /** The days were over. */
    UNCONFIRMED,
    /** It ended here: the recipient refused or withdrew. No step names it. */
    STOPPED
  }

  /**
   * A way out of a step.
   *
   * @param to the id of the step that it leads to; null in a draft where nothing follows yet
   */
  record Exit(Way way, @Nullable String to) {}

  /** Names the step within its process: at most 40 letters, digits, hyphens, underscores. */
  String id();

  /** The ways out, as drawn; none where the run ends here. */
  @JsonIgnore
  default List<Exit> exits() {
    return List.of();
  }

  /** The name of its kind, as in JSON and in the message keys {@code optin.step.…}. */
  @JsonIgnore
  default String kind() {
    return switch (this) {
      case SendCampaign s -> "SEND_CAMPAIGN";
      case WaitForConfirmation s -> "WAIT_FOR_CONFIRMATION";
      case Wait s -> "WAIT";
      case AddToGroup s -> "ADD_TO_GROUP";
      case RemoveFromGroup s -> "REMOVE_FROM_GROUP";
      case SetField s -> "SET_FIELD";
      case NotifyStaff s -> "NOTIFY_STAFF";
      case CallWebhook s -> "CALL_WEBHOOK";
      case Unsubscribe s -> "UNSUBSCRIBE";
      case Complete s -> "COMPLETE";
      case Erase s -> "ERASE";
      case End s -> "END";
    };
  }

  /** Sends an event-driven campaign and goes on to the next step. */
  record SendCampaign(String id, @Nullable UUID campaign, @Nullable String next) implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /**
   * Waits; goes one way when the recipient confirms, the other when the days are over: at the same
   * time of day in the tenant's zone.
   */
  record WaitForConfirmation(
      String id, int days, @Nullable String confirmed, @Nullable String unconfirmed)
      implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.CONFIRMED, confirmed), new Exit(Way.UNCONFIRMED, unconfirmed));
    }
  }

  /**
   * Waits and goes on.
   *
   * @param days until the same time of day in the tenant's zone
   * @param hours of sixty minutes, counted after the days
   */
  record Wait(String id, int days, int hours, @Nullable String next) implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /** Makes the contact a member of a group; goes on. */
  record AddToGroup(String id, @Nullable UUID group, @Nullable String next) implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /** Takes the contact out of a group; goes on. */
  record RemoveFromGroup(String id, @Nullable UUID group, @Nullable String next) implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /**
   * Writes a contact's own field; goes on.
   *
   * @param value the text; empty clears the field
   */
  record SetField(String id, @Nullable UUID field, @Nullable String value, @Nullable String next)
      implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /**
   * Leaves a notice for staff; goes on.
   *
   * @param user for whom; null for all
   * @param text what it says
   */
  record NotifyStaff(String id, @Nullable UUID user, @Nullable String text, @Nullable String next)
      implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /**
   * Tells another system by a POST; goes on at once and does not wait for the answer.
   *
   * @param url https
   */
  record CallWebhook(String id, @Nullable String url, @Nullable String next) implements Step {
    @Override
    public List<Exit> exits() {
      return List.of(new Exit(Way.NEXT, next));
    }
  }

  /**
   * Signs the recipient off: the mail block LAPSED where nothing was confirmed; otherwise the
   * consent is withdrawn.
   *
   * @param next null where the run ends here
   */
  record Unsubscribe(String id, @Nullable String next) implements Step {
    /** The end of the run. */
    public Unsubscribe(String id) {
      this(id, null);
    }

    @Override
    public List<Exit> exits() {
      return next == null ? List.of() : List.of(new Exit(Way.NEXT, next));
    }
  }

  /** Ends the run with the confirmation. */
  record Complete(String id) implements Step {}

  /** Ends the run and erases the contact, unless more is known of it than this request (law 23). */
  record Erase(String id) implements Step {}

  /** Ends the run. */
  record End(String id) implements Step {}
}
