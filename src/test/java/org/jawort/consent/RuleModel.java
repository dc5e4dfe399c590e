package org.jawort.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jawort.contact.MailBlock;

/** domain.md written anew: where a contact point stands, and what may be sent to it. */
final class RuleModel {
  private static final Set<String> WEAK = Set.of("NEW", "LAPSED", "UNSUBSCRIBED");

  /** The purpose whose consents expire, and after how many months. */
  record Validity(String purpose, int months) {}

  private final Validity validity;
  private final Map<String, String> status = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();
  private String block;
  private String covered;

  RuleModel(Validity validity, MailBlock block) {
    this.validity = validity;
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
    if (to.equals("forbidden") || to.equals("=")) {
      return false;
    }
    status.put(purpose, to);
    since.put(purpose, at);
    switch (type) {
      case CONFIRMED, GRANTED -> {
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
    return true;
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
    return purpose.equals(validity.purpose())
        && !ZonedDateTime.ofInstant(since.get(purpose), ZoneId.systemDefault())
            .plusMonths(validity.months())
            .toInstant()
            .isAfter(at);
  }

  static boolean allows(String reason) {
    return Set.of("CONFIRMED", "EXTERNALLY_DOCUMENTED", "NOTICE", "TRANSACTIONAL", "OPT_IN")
        .contains(reason);
  }
}
