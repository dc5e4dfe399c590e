package org.jawort.optin;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** One step of a process. Its id is unique within the process; runs remember it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.SendCampaign.class, name = "SEND_CAMPAIGN"),
  @JsonSubTypes.Type(value = Step.WaitForConfirmation.class, name = "WAIT_FOR_CONFIRMATION"),
  @JsonSubTypes.Type(value = Step.Complete.class, name = "COMPLETE"),
  @JsonSubTypes.Type(value = Step.Unsubscribe.class, name = "UNSUBSCRIBE"),
})
public sealed interface Step {
  /** Names the step within its process. */
  String id();

  /** Sends an event-driven campaign and goes on to the next step. */
  record SendCampaign(String id, UUID campaign, String next) implements Step {}

  /** Waits; goes one way when the recipient confirms, the other when the days are over. */
  record WaitForConfirmation(String id, int days, String confirmed, String unconfirmed)
      implements Step {}

  /** Ends the run with the confirmation. */
  record Complete(String id) implements Step {}

  /** Ends the run: status LAPSED and the mail block of that name. */
  record Unsubscribe(String id) implements Step {}
}
