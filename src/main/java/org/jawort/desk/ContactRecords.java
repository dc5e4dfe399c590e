package org.jawort.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.ClassPermission;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permission;
import org.jawort.consent.permission.Permissions;
import org.jawort.consent.proof.CallProof;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.group.CustomFieldValues;
import org.jawort.contact.group.GroupMembers;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Puts together what the rooms know about one contact (S1-02). */
@Component
public class ContactRecords {
  private final Database database;
  private final Contacts contacts;
  private final Statuses statuses;
  private final Permissions permissions;
  private final History history;
  private final SentMails mails;
  private final Names names;
  private final ConsentViews views;
  private final Tenants tenants;
  private final GroupMembers groups;
  private final CustomFieldValues fields;

  ContactRecords(
      Database database,
      Contacts contacts,
      Statuses statuses,
      Permissions permissions,
      History history,
      SentMails mails,
      Names names,
      ConsentViews views,
      Tenants tenants,
      GroupMembers groups,
      CustomFieldValues fields) {
    this.database = database;
    this.contacts = contacts;
    this.statuses = statuses;
    this.permissions = permissions;
    this.history = history;
    this.mails = mails;
    this.names = names;
    this.views = views;
    this.tenants = tenants;
    this.groups = groups;
    this.fields = fields;
  }

  /** The record; empty where the tenant has no such contact. */
  public Optional<ContactRecord> find(TenantId tenant, ContactId id) {
    return database.read(
        tenant,
        connection -> contacts.find(tenant, id).map(card -> record(tenant, card, point -> true)));
  }

  /**
   * The record with the story of one contact point alone; of the others it says what they are and
   * which consents they have. Empty where the tenant has no such contact point.
   */
  public Optional<ContactRecord> about(TenantId tenant, ContactPointId only) {
    return database.read(
        tenant,
        connection ->
            Optional.ofNullable(contacts.points(tenant, List.of(only)).get(only))
                .flatMap(point -> contacts.find(tenant, point.contact()))
                .map(card -> record(tenant, card, only::equals)));
  }

  private ContactRecord record(TenantId tenant, ContactCard card, Predicate<ContactPointId> told) {
    List<ContactPointId> ids = card.points().stream().map(ContactPoint::id).toList();
    Map<ContactPointId, List<PurposeStatus>> consents = statuses.of(tenant, ids);
    Map<ContactPointId, List<ClassPermission>> classes = permissions.everyClass(tenant, ids);
    List<ContactRecord.Point> points =
        card.points().stream()
            .map(
                point -> {
                  List<ClassPermission> may = classes.getOrDefault(point.id(), List.of());
                  ContactRecord.Point known =
                      known(tenant, point, consents.getOrDefault(point.id(), List.of()), may);
                  return told.test(point.id()) ? told(tenant, known) : known;
                })
            .toList();
    ContactId id = card.contact().id();
    return new ContactRecord(
        card.contact(),
        points,
        names.of(tenant, named(points)),
        groups.of(tenant, id),
        fields.of(tenant, id));
  }

  /** What a contact point is, and what may be sent to it. */
  private ContactRecord.Point known(
      TenantId tenant,
      ContactPoint point,
      List<PurposeStatus> consents,
      List<ClassPermission> classes) {
    return new ContactRecord.Point(
        point,
        consents.stream()
            .map(
                status ->
                    new ContactRecord.PurposeConsent(
                        status,
                        may(tenant, point, status, classes),
                        status.unused(),
                        null,
                        List.of()))
            .toList(),
        classes,
        List.of(),
        List.of(),
        Map.of());
  }

  /** The same with all that happened. */
  private ContactRecord.Point told(TenantId tenant, ContactRecord.Point known) {
    ContactPointId id = known.point().id();
    Optional<ConsentView> view = views.find(tenant, id);
    List<HistoryEntry> events = history.of(tenant, id);
    return new ContactRecord.Point(
        known.point(),
        known.consents().stream().map(consent -> told(consent, view)).toList(),
        known.permissions(),
        events.reversed(),
        mails.to(tenant, id),
        callsUntil(tenant, events));
  }

  /** With what stands beside it, and what can be done. */
  private static ContactRecord.PurposeConsent told(
      ContactRecord.PurposeConsent consent, Optional<ConsentView> view) {
    Optional<ConsentView.OfPurpose> purpose =
        view.flatMap(all -> all.purpose(consent.status().purpose()));
    return new ContactRecord.PurposeConsent(
        consent.status(),
        consent.permission(),
        consent.unused(),
        purpose.map(ConsentView.OfPurpose::asked).orElse(null),
        purpose.map(ConsentView.OfPurpose::actions).orElse(List.of()));
  }

  private Map<String, Instant> callsUntil(TenantId tenant, List<HistoryEntry> events) {
    ZoneId zone = tenants.find(tenant).timeZone();
    var until = new HashMap<String, Instant>();
    views
        .purposes(tenant)
        .forEach(
            purpose ->
                CallProof.keepUntil(events, purpose.key(), zone)
                    .ifPresent(moment -> until.put(purpose.key(), moment)));
    return until;
  }

  /** As answered already; what is asked about a purpose that was archived is asked here. */
  private Permission may(
      TenantId tenant, ContactPoint point, PurposeStatus status, List<ClassPermission> classes) {
    return ClassPermission.among(classes, status.purpose(), MessageClass.ADVERTISING)
        .orElseGet(
            () ->
                permissions.ask(
                    tenant,
                    point.channel(),
                    point.addressKey(),
                    status.purpose(),
                    MessageClass.ADVERTISING));
  }

  private static Set<UUID> named(List<ContactRecord.Point> points) {
    var named = new HashSet<UUID>();
    for (ContactRecord.Point point : points) {
      point.history().forEach(entry -> name(entry, named));
      point.mails().forEach(mail -> named.add(mail.campaign()));
    }
    return named;
  }

  private static void name(HistoryEntry entry, Set<UUID> named) {
    if (entry.actor().id() != null) {
      named.add(entry.actor().id());
    }
    if (entry.form() != null) {
      named.add(entry.form().form());
    }
    if (entry.campaign() != null) {
      named.add(entry.campaign().campaign());
    }
  }
}
