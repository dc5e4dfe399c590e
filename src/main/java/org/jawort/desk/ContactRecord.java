package org.jawort.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.PurposeStatus;
import org.jawort.consent.permission.ClassPermission;
import org.jawort.consent.permission.Permission;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.MailBlock;
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.Membership;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about a contact.
 *
 * @param names of what the record names by id: staff, keys, campaigns, forms; what is gone is
 *     missing
 * @param groups that the contact is in
 * @param fields all of the tenant's own, also those that are empty here
 */
public record ContactRecord(
    Contact contact,
    List<Point> points,
    Map<UUID, String> names,
    List<Membership> groups,
    List<CustomFieldValue> fields) {
  /** Copies points, names, groups and fields. */
  public ContactRecord {
    points = List.copyOf(points);
    names = Map.copyOf(names);
    groups = List.copyOf(groups);
    fields = List.copyOf(fields);
  }

  /** The name as people say it, or the first address, or nothing. */
  public String title() {
    String name = ContactRow.name(contact.firstName(), contact.lastName(), contact.company());
    return name.isEmpty()
        ? points.stream().findFirst().map(point -> point.point().shown()).orElse("")
        : name;
  }

  /** The name of an event's purpose at its time, in the language of the code. */
  public String purposeName(HistoryEntry entry, String language) {
    String key = entry.purpose();
    if (entry.asked() != null) {
      return entry.asked().name().in(language);
    }
    return key == null ? "" : purposeName(key, language);
  }

  /** The name of a purpose in the language of the code; its key where it is no longer shown. */
  public String purposeName(String key, String language) {
    return points.stream()
        .flatMap(point -> point.consents().stream())
        .map(PurposeConsent::status)
        .filter(status -> status.purpose().equals(key))
        .map(status -> status.name().in(language))
        .findFirst()
        .orElse(key);
  }

  /** The name of something that is named by id, or null. */
  public @Nullable String nameOf(@Nullable UUID id) {
    return id == null ? null : names.get(id);
  }

  /**
   * A contact point and its story.
   *
   * @param consents one per purpose
   * @param permissions whether one may write now, for each message class
   * @param history newest first
   * @param mails newest first
   * @param callsUntil until when proof of consent to calls must be kept, by the purpose's key
   */
  public record Point(
      ContactPoint point,
      List<PurposeConsent> consents,
      List<ClassPermission> permissions,
      List<HistoryEntry> history,
      List<Mail> mails,
      Map<String, Instant> callsUntil) {
    /** Tells whether staff may set a block of theirs: none stands that it would weaken. */
    public boolean mayBeBlocked() {
      return MailBlock.STAFF.replaces(point.mailBlock());
    }

    /** Tells whether there is a block that staff may lift. */
    public boolean mayBeUnblocked() {
      MailBlock block = point.mailBlock();
      return block != null && block.liftedByStaff();
    }

    /** Tells whether a complaint would be news. */
    public boolean mayComplain() {
      return point.mailBlock() != MailBlock.COMPLAINT;
    }

    /** Tells whether the process may be triggered by hand: only for who was never asked (S1-16). */
    public boolean mayBeAsked(PurposeConsent consent) {
      return consent.actions().contains(ConsentAction.ASK);
    }

    /** Tells whether a given consent may be renewed: where no such request is under way. */
    public boolean mayBeRenewed(PurposeConsent consent) {
      return consent.actions().contains(ConsentAction.RENEW);
    }

    /**
     * Tells whether the recipient's "no" stands.
     *
     * @param purpose key of the purpose, or null
     */
    public boolean refuses(@Nullable String purpose) {
      return consents.stream()
          .map(consent -> consent.status())
          .anyMatch(status -> status.purpose().equals(purpose) && status.status().isNo());
    }

    /**
     * Since when the answer to a request beside the status is awaited, or null.
     *
     * @param purpose key of the purpose, or null
     */
    public @Nullable Instant asked(@Nullable String purpose) {
      return consents.stream()
          .filter(consent -> consent.status().purpose().equals(purpose))
          .map(PurposeConsent::asked)
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * The consent to one purpose.
   *
   * @param permission whether advertising may be sent now
   * @param unused since when it has lain unused for longer than its purpose wishes (law 24), or
   *     null
   * @param asked since when the answer to a request beside the status is awaited, for renewal or a
   *     sign-up beside a "no"; or null
   * @param actions what staff can do about it; nothing where its story is not told
   */
  public record PurposeConsent(
      PurposeStatus status,
      Permission permission,
      @Nullable Instant unused,
      @Nullable Instant asked,
      List<ConsentAction> actions) {
    /** Copies the list. */
    public PurposeConsent {
      actions = List.copyOf(actions);
    }

    /** Why a consent that was given to something else does not let one write. */
    private static final Set<String> NOT_COUNTED = Set.of("NO_CONSENT", "ECG_LISTED");

    /** Tells whether it was given to something else than its purpose is called or covers now. */
    public boolean givenToOther() {
      var given = status.asked();
      return status.status().mayAdvertise()
          && given != null
          && (!given.name().equals(status.name()) || NOT_COUNTED.contains(permission.reason()));
    }
  }

  /**
   * A mail and what was seen of it.
   *
   * @param answer of the mail server, without addresses, or null before the first one
   * @param shown whether its content is kept
   * @param fetches of its links, newest first: somebody or something opened them, which says
   *     nothing about consent (law 13)
   */
  public record Mail(
      UUID id,
      UUID campaign,
      String status,
      Instant createdAt,
      int attempts,
      @Nullable String answer,
      @Nullable Instant answeredAt,
      boolean shown,
      List<Fetch> fetches) {}

  /** Somebody or something opened a link of a mail. */
  public record Fetch(String linkType, Instant at, @Nullable String userAgent) {}
}
