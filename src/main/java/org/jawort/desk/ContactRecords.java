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
        tenant, connection -> contacts.find(tenant, id).map(card -> record(tenant, card)));
  }

  private ContactRecord record(TenantId tenant, ContactCard card) {
    List<ContactPointId> ids = card.points().stream().map(ContactPoint::id).toList();
    Map<ContactPointId, List<PurposeStatus>> consents = statuses.of(tenant, ids);
    Map<ContactPointId, List<ClassPermission>> classes = permissions.everyClass(tenant, ids);
    List<ContactRecord.Point> points =
        card.points().stream()
            .map(
                point ->
                    point(
                        tenant,
                        point,
                        consents.getOrDefault(point.id(), List.of()),
                        classes.getOrDefault(point.id(), List.of())))
            .toList();
    ContactId id = card.contact().id();
    return new ContactRecord(
        card.contact(),
        points,
        names.of(tenant, named(points)),
        groups.of(tenant, id),
        fields.of(tenant, id));
  }

  private ContactRecord.Point point(
      TenantId tenant,
      ContactPoint point,
      List<PurposeStatus> consents,
      List<ClassPermission> classes) {
    Map<String, Instant> asked = asked(tenant, point.id());
    return new ContactRecord.Point(
        point,
        consents.stream()
            .map(
                status ->
                    new ContactRecord.PurposeConsent(
                        status,
                        may(tenant, point, status),
                        status.unused(),
                        asked.get(status.purpose())))
            .toList(),
        classes,
        history.of(tenant, point.id()).reversed(),
        mails.to(tenant, point.id()),
        callsUntil(tenant, point.id()));
  }

  /** Since when renewals are asked for, by the purpose's key. */
  private Map<String, Instant> asked(TenantId tenant, ContactPointId point) {
    var asked = new HashMap<String, Instant>();
    for (ConsentView view : views.find(tenant, point).stream().toList()) {
      for (ConsentView.OfPurpose purpose : view.purposes()) {
        if (purpose.asked() != null) {
          asked.put(purpose.key(), purpose.asked());
        }
      }
    }
    return asked;
  }

  private Map<String, Instant> callsUntil(TenantId tenant, ContactPointId point) {
    ZoneId zone = tenants.find(tenant).timeZone();
    var until = new HashMap<String, Instant>();
    views.purposes(tenant).stream()
        .filter(ConsentView.OfPurpose::calls)
        .forEach(
            purpose ->
                CallProof.keepUntil(history.of(tenant, point), purpose.key(), zone)
                    .ifPresent(moment -> until.put(purpose.key(), moment)));
    return until;
  }

  private Permission may(TenantId tenant, ContactPoint point, PurposeStatus status) {
    return permissions.ask(
        tenant, point.channel(), point.addressKey(), status.purpose(), MessageClass.ADVERTISING);
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
