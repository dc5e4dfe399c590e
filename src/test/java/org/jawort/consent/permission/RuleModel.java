package org.jawort.consent.permission;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.TransitionTest;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.contact.MailBlock;
import org.jawort.tenant.Actor;

/** domain.md written anew: where a contact point stands, and what may be sent to it. */
final class RuleModel {
  private static final Set<String> WEAK = Set.of("NEW", "LAPSED", "UNSUBSCRIBED");

  /** How long the consents to a purpose last unused; the same for all its people. */
  static final class Validity {
    final String purpose;
    Integer months;
    PurposeProfile.Expiry expiry;

    Validity(String purpose, Integer months, PurposeProfile.Expiry expiry) {
      this.purpose = purpose;
      this.months = months;
      this.expiry = expiry;
    }
  }

  private final Validity validity;
  private final Map<String, String> status = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();
  private final Map<String, Instant> used = new HashMap<>();
  private final boolean trial;
  private boolean suppressed;
  private String block;
  private String covered;

  RuleModel(Validity validity, MailBlock block, boolean suppressed, boolean trial) {
    this.trial = trial;
    this.validity = validity;
    this.suppressed = suppressed;
    this.block = block == null ? null : block.name();
  }

  String status(String purpose) {
    return status.getOrDefault(purpose, "UNKNOWN");
  }

  String block() {
    return block;
  }

  /** A fact about a consent; tells whether it changed the status. */
  boolean happens(String purpose, EventType type, Actor.Kind actor, Instant at) {
    String to = TransitionTest.expected(ConsentStatus.valueOf(status(purpose)), type, actor);
    boolean changes = !to.equals("=");
    if (to.equals("forbidden") || !changes && type != EventType.RENEWED) {
      return false;
    }
    status.put(purpose, changes ? to : status(purpose));
    since.put(purpose, at);
    switch (type) {
      case CONFIRMED, RENEWED, GRANTED -> {
        block = WEAK.contains(String.valueOf(block)) ? null : block;
        covered = WEAK.contains(String.valueOf(covered)) ? null : covered;
      }
      case LAPSED -> {
        set("LAPSED");
        covered = "NEW".equals(covered) ? "LAPSED" : covered;
      }
      case REVOKED, REFUSED -> {
        if (actor == Actor.Kind.RECIPIENT && (covered == null || WEAK.contains(covered))) {
          covered = "UNSUBSCRIBED";
        }
      }
      default -> {}
    }
    return changes;
  }

  /** A use of that moment was noted; one of the same day, or an older one, is none. */
  void used(String purpose, Instant at) {
    Instant last = used.get(purpose);
    boolean news = last == null || last.isBefore(at.minus(Duration.ofDays(1)));
    if (since.containsKey(purpose) && expires(purpose) && news) {
      used.put(purpose, at);
    }
  }

  private boolean expires(String purpose) {
    return purpose.equals(validity.purpose) && validity.months != null;
  }

  boolean suppressed() {
    return suppressed;
  }

  void free() {
    suppressed = false;
  }

  void unsubscribes(String purpose, Instant at) {
    if (happens(purpose, EventType.REVOKED, Actor.Kind.RECIPIENT, at)
        || Set.of("TRIGGERED", "SENT").contains(status(purpose))
            && happens(purpose, EventType.REFUSED, Actor.Kind.RECIPIENT, at)) {
      set("UNSUBSCRIBED");
    }
  }

  /** Sets a block, unless a stronger one stands. */
  boolean set(String wanted) {
    boolean weak = block == null || WEAK.contains(block);
    boolean strong = wanted.equals("HARD_BOUNCE") || wanted.equals("COMPLAINT");
    if (wanted.equals(block) || !(weak || strong && !"STAFF".equals(block))) {
      return false;
    }
    if (wanted.equals("STAFF")) {
      covered = block;
    }
    block = wanted;
    return true;
  }

  boolean lift() {
    if (!"STAFF".equals(block)) {
      return false;
    }
    block = covered;
    return true;
  }

  /** The reason; what is allowed names a status or the class itself. */
  String answer(String purpose, MessageClass kind, Instant at) {
    if (suppressed) {
      return "SUPPRESSED";
    }
    if (trial) {
      return "TRIAL";
    }
    String stands = status(purpose);
    String blocked = "BLOCKED_" + block;
    return switch (kind) {
      case ADVERTISING -> block != null ? blocked : advertising(purpose, stands, at);
      case EXISTING_CUSTOMER -> {
        if (block != null) {
          yield blocked;
        }
        yield Set.of("REVOKED", "REFUSED").contains(stands) ? stands : "NO_CONSENT";
      }
      case NOTICE -> {
        if (block != null && !block.equals("NEW")) {
          yield blocked;
        }
        yield Set.of("REVOKED", "REFUSED").contains(stands) ? stands : "NOTICE";
      }
      case TRANSACTIONAL ->
          Set.of("HARD_BOUNCE", "UNSUBSCRIBED").contains(String.valueOf(block))
              ? blocked
              : "TRANSACTIONAL";
      case OPT_IN ->
          Set.of("HARD_BOUNCE", "COMPLAINT").contains(String.valueOf(block)) ? blocked : "OPT_IN";
    };
  }

  private String advertising(String purpose, String stands, Instant at) {
    return switch (stands) {
      case "CONFIRMED", "EXTERNALLY_DOCUMENTED" -> expired(purpose, at) ? "EXPIRED" : stands;
      case "REVOKED", "REFUSED", "LAPSED" -> stands;
      case "TRIGGERED", "SENT" -> "PENDING";
      default -> "NO_CONSENT";
    };
  }

  private boolean expired(String purpose, Instant at) {
    if (!expires(purpose) || validity.expiry != PurposeProfile.Expiry.BLOCK) {
      return false;
    }
    Instant last = since.get(purpose);
    Instant use = used.get(purpose);
    Instant counted = use != null && use.isAfter(last) ? use : last;
    return !ZonedDateTime.ofInstant(counted, ZoneId.systemDefault())
        .plusMonths(validity.months)
        .toInstant()
        .isAfter(at);
  }

  static boolean allows(String reason) {
    return Set.of("CONFIRMED", "EXTERNALLY_DOCUMENTED", "NOTICE", "TRANSACTIONAL", "OPT_IN")
        .contains(reason);
  }
}
