package org.jawort.optin.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.notice.StaffNotices;
import org.jawort.optin.run.NextStop;
import org.jawort.optin.run.RunGroup;
import org.jawort.optin.step.Step;
import org.jawort.optin.webhook.WebhookCalls;
import org.springframework.stereotype.Component;

/** Does what a step does, for many runs at once and in their transaction. */
@Component
class RunEffects {
  private final RunMails mails;
  private final ContactGroups groups;
  private final CustomFields fields;
  private final StaffNotices notices;
  private final WebhookCalls webhooks;
  private final Lapsing lapsing;

  RunEffects(
      RunMails mails,
      ContactGroups groups,
      CustomFields fields,
      StaffNotices notices,
      WebhookCalls webhooks,
      Lapsing lapsing) {
    this.mails = mails;
    this.groups = groups;
    this.fields = fields;
    this.notices = notices;
    this.webhooks = webhooks;
    this.lapsing = lapsing;
  }

  /**
   * Does it.
   *
   * @param nextStop where the runs will stand afterwards
   * @return the group with the status that it has from then on
   */
  RunGroup of(Connection connection, RunGroup group, Step step, NextStop nextStop, Instant now)
      throws SQLException {
    switch (step) {
      case Step.SendCampaign(var id, var campaign, var next) ->
          mails.send(connection, group, new RunMails.Mail(id, chosen(campaign)), nextStop, now);
      case Step.AddToGroup(var id, var to, var next) ->
          groups.add(connection, group.tenant(), chosen(to), group.points(), now);
      case Step.RemoveFromGroup(var id, var from, var next) ->
          groups.remove(connection, group.tenant(), chosen(from), group.points());
      case Step.SetField(var id, var field, var value, var next) ->
          fields.set(
              connection,
              group.tenant(),
              chosen(field),
              Objects.requireNonNullElse(value, ""),
              group.points(),
              now);
      case Step.NotifyStaff notice -> notices.leave(connection, group, notice, now);
      case Step.CallWebhook(var id, var url, var next) ->
          webhooks.queue(connection, group, id, Objects.requireNonNull(url), now);
      case Step.Unsubscribe s -> {
        return lapsing.signOff(connection, group, now);
      }
      case Step.Erase s -> {
        return group.erasedAt(run -> now);
      }
      case Step.WaitForConfirmation s -> {}
      case Step.Wait s -> {}
      case Step.Complete s -> {}
      case Step.End s -> {}
    }
    return group;
  }

  /** A version that went online lacks nothing. */
  private static UUID chosen(@org.jspecify.annotations.Nullable UUID id) {
    return Objects.requireNonNull(id);
  }
}
