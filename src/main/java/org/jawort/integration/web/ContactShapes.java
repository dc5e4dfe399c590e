package org.jawort.integration.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jawort.campaign.Campaigns;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.Statuses;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Shows contacts with where each of their contact points stands, a whole page at a time. */
@Component
class ContactShapes {
  private final Statuses statuses;
  private final Campaigns campaigns;

  ContactShapes(Statuses statuses, Campaigns campaigns) {
    this.statuses = statuses;
    this.campaigns = campaigns;
  }

  ContactJson of(TenantId tenant, ContactCard card) {
    return of(tenant, List.of(card)).getFirst();
  }

  List<ContactJson> of(TenantId tenant, List<ContactCard> cards) {
    List<ContactPointId> points =
        cards.stream().flatMap(card -> card.points().stream()).map(ContactPoint::id).toList();
    Map<ContactPointId, List<PurposeStatus>> known = statuses.of(tenant, points);
    Map<UUID, String> names = names(tenant, known);
    return cards.stream().map(card -> contact(card, known, names)).toList();
  }

  private Map<UUID, String> names(
      TenantId tenant, Map<ContactPointId, List<PurposeStatus>> statuses) {
    var names = new HashMap<UUID, String>();
    if (statuses.values().stream().flatMap(List::stream).anyMatch(s -> s.campaign() != null)) {
      campaigns.all(tenant).forEach(c -> names.put(c.id().value(), c.name()));
    }
    return names;
  }

  private static ContactJson contact(
      ContactCard card,
      Map<ContactPointId, List<PurposeStatus>> statuses,
      Map<UUID, String> campaigns) {
    var contact = card.contact();
    return new ContactJson(
        contact.id().value(),
        contact.kind(),
        contact.firstName(),
        contact.lastName(),
        contact.company(),
        contact.language().code(),
        contact.origin(),
        contact.createdAt(),
        contact.updatedAt(),
        contact.trial(),
        card.points().stream()
            .map(point -> point(point, statuses.getOrDefault(point.id(), List.of()), campaigns))
            .toList());
  }

  private static ContactJson.PointJson point(
      ContactPoint point, List<PurposeStatus> statuses, Map<UUID, String> campaigns) {
    return new ContactJson.PointJson(
        point.id().value(),
        point.channel(),
        point.address(),
        point.subscribed(),
        point.mailBlock(),
        point.suppressed(),
        statuses.stream().map(status -> consent(status, campaigns)).toList());
  }

  private static ContactJson.ConsentJson consent(
      PurposeStatus status, Map<UUID, String> campaigns) {
    UUID campaign = status.campaign();
    return new ContactJson.ConsentJson(
        status.purpose(),
        status.status(),
        status.since(),
        campaign == null
            ? null
            : Objects.requireNonNullElse(campaigns.get(campaign), campaign.toString()));
  }
}
