package org.jawort.campaign.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.template.Content;
import org.jawort.consent.permission.MessageClass;

/** What the forms about campaigns offer. */
record Choices(
    List<Campaign.Trigger> triggers,
    List<Campaign.Status> statuses,
    List<MessageClass> classes,
    List<Content.Kind> kinds) {
  static Choices all() {
    return new Choices(
        List.of(Campaign.Trigger.EVENT, Campaign.Trigger.SCHEDULED),
        List.of(Campaign.Status.values()),
        List.of(MessageClass.values()),
        List.of(Content.Kind.values()));
  }

  /** The one of these constants that has the name; empty where none has. */
  static <E extends Enum<E>> Optional<E> one(E[] all, String name) {
    return Arrays.stream(all).filter(each -> each.name().equals(name)).findFirst();
  }
}
