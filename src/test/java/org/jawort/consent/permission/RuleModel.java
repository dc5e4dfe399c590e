package org.jawort.consent.permission;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private static final Set<String> STRONG = Set.of("STAFF", "HARD_BOUNCE", "COMPLAINT");
  private static final List<String> WEAKEST_FIRST =
      List.of("NEW", "LAPSED", "UNSUBSCRIBED", "STAFF", "HARD_BOUNCE", "COMPLAINT");
  private static final Set<String> NO = Set.of("REVOKED", "REFUSED");
  private static final Set<String> GIVEN = Set.of("CONFIRMED", "EXTERNALLY_DOCUMENTED");

  /** After which a request is over, and the request itself. */
  private static final Set<EventType> DECIDES =
      EnumSet.of(
          EventType.SIGNED_UP,
          EventType.CONFIRMED,
          EventType.RENEWED,
          EventType.GRANTED,
          EventType.REFUSED,
          EventType.REVOKED,
          EventType.LAPSED,
          EventType.DECLARED,
          EventType.DECLARED_ANEW,
          EventType.DECLARATION_WITHDRAWN);

  /** How long the consents to a purpose last unused; the same for all its people. */
  static final class Validity {
    final String purpose;
    Integer months;
    PurposeProfile.Expiry expiry;
    boolean archived;

    /** Whether the purpose is under the law of Austria; the other is not. */
    boolean austrian;

    /** Whether the firm itself is in Austria, from its beginning on. */
    boolean fromAustria;

    /** What is on the ECG list: addresses, and domains with their @. */
    final Set<String> ecg = new HashSet<>();

    Validity(String purpose, Integer months, PurposeProfile.Expiry expiry) {
      this.purpose = purpose;
      this.months = months;
      this.expiry = expiry;
    }
  }

  private final Validity validity;
  private final String address;
  private final Set<String> worded;
  private final Map<String, String> status = new HashMap<>();
  private final Map<String, Instant> since = new HashMap<>();
  private final Map<String, Instant> used = new HashMap<>();
  private final Map<String, String> undeclared = new HashMap<>();
  private final Map<String, Boolean> asked = new HashMap<>();
  private final List<Instant> mails = new ArrayList<>();
  private boolean objected;
  private final boolean trial;
  private boolean suppressed;
  private String block;
  private final Set<String> covered = new HashSet<>();

  RuleModel(
      Validity validity,
      String address,
      Set<String> worded,
      MailBlock block,
      boolean suppressed,
      boolean trial) {
    this.address = address;
    this.worded = worded;
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
    if (to.equals("forbidden")) {
      return false;
    }
    if (DECIDES.contains(type)) {
      asked.put(purpose, type == EventType.SIGNED_UP);
    }
    if (type == EventType.DECLARED || type == EventType.DECLARED_ANEW) {
      undeclared.put(purpose, status(purpose));
    }
    boolean changes = !to.equals("=");
    if (changes || type == EventType.RENEWED) {
      String back = undeclared.getOrDefault(purpose, "UNKNOWN");
      status.put(purpose, !changes ? status(purpose) : to.equals("back") ? back : to);
      since.put(purpose, at);
    }
    block(type, actor);
    return changes;
  }

  private void block(EventType type, Actor.Kind actor) {
    switch (type) {
      case CONFIRMED, RENEWED, GRANTED -> {
        block = WEAK.contains(String.valueOf(block)) ? null : block;
        covered.removeAll(WEAK);
      }
      case LAPSED -> {
        set("LAPSED");
        if (covered.contains("NEW")) {
          covered.add("LAPSED");
        }
      }
      case REVOKED, REFUSED, OBJECTED -> {
        if (actor == Actor.Kind.RECIPIENT && STRONG.contains(String.valueOf(block))) {
          covered.add("UNSUBSCRIBED");
        }
      }
      default -> {}
    }
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

  /** Tells whether anything was ever said for the purpose. */
  boolean touched(String purpose) {
    return since.containsKey(purpose);
  }

  /** A "no" is honoured from every status; tells whether there was anything to say it to. */
  boolean unsubscribes(String purpose, Instant at) {
    if (NO.contains(status(purpose)) && !asked.getOrDefault(purpose, false)) {
      return false;
    }
    boolean given = GIVEN.contains(status(purpose));
    happens(purpose, given ? EventType.REVOKED : EventType.REFUSED, Actor.Kind.RECIPIENT, at);
    // Whoever consented to something else is not cut off from it.
    if (since.keySet().stream().noneMatch(other -> GIVEN.contains(status(other)))) {
      set("UNSUBSCRIBED");
    }
    return true;
  }

  /** To all advertising, and so to each of the purposes; tells whether that was news. */
  boolean objects(List<String> purposes, Instant at) {
    boolean news = !objected;
    for (String purpose : purposes) {
      news |= unsubscribes(purpose, at);
    }
    if (news) {
      objected = true;
      set("UNSUBSCRIBED");
      block(EventType.OBJECTED, Actor.Kind.RECIPIENT);
    }
    return news;
  }

  /** Sets a block, unless a stronger one stands. */
  boolean set(String wanted) {
    if (block != null && WEAKEST_FIRST.indexOf(wanted) <= WEAKEST_FIRST.indexOf(block)) {
      return false;
    }
    if (block != null) {
      covered.add(block);
    }
    block = wanted;
    return true;
  }

  /** Staff lift what is shown, where it is theirs to lift. */
  boolean lift() {
    if (!STRONG.contains(String.valueOf(block))) {
      return false;
    }
    block = covered.stream().max(Comparator.comparing(WEAKEST_FIRST::indexOf)).orElse(null);
    covered.remove(block);
    return true;
  }

  /** So many confirmation mails went to the mailbox. */
  void mailed(int many, Instant at) {
    for (int i = 0; i < many; i++) {
      mails.add(at);
    }
  }

  /** One, one more at once, and a third after an hour. */
  private boolean hadEnough(Instant now) {
    List<Instant> ofDay =
        mails.stream().filter(at -> at.isAfter(now.minus(Duration.ofDays(1)))).sorted().toList();
    long more = Math.max(0, ofDay.size() - 1);
    long ofHour =
        ofDay.stream().skip(1).filter(at -> at.isAfter(now.minus(Duration.ofHours(1)))).count();
    return more > 1 || ofHour > 0;
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
    boolean no = NO.contains(stands);
    boolean given = GIVEN.contains(stands);
    boolean closed = purpose.equals(validity.purpose) && validity.archived;
    String blocked = "BLOCKED_" + block;
    return switch (kind) {
      case ADVERTISING -> block != null ? blocked : advertising(purpose, stands, closed, at);
      case EXISTING_CUSTOMER -> {
        if (block != null) {
          yield blocked;
        }
        if (no) {
          yield stands;
        }
        if (objected || status.values().stream().anyMatch(NO::contains)) {
          yield "OBJECTED";
        }
        yield closed ? "PURPOSE_ARCHIVED" : given ? "NO_SALE" : without(purpose);
      }
      case NOTICE -> {
        if (block != null && !block.equals("NEW")) {
          yield blocked;
        }
        if (no) {
          yield stands;
        }
        if (objected && !given) {
          yield "OBJECTED";
        }
        yield closed ? "PURPOSE_ARCHIVED" : "NOTICE";
      }
      case TRANSACTIONAL ->
          Set.of("HARD_BOUNCE", "UNSUBSCRIBED").contains(String.valueOf(block))
              ? blocked
              : "TRANSACTIONAL";
      case OPT_IN -> {
        if (Set.of("HARD_BOUNCE", "COMPLAINT").contains(String.valueOf(block))) {
          yield blocked;
        }
        if (no) {
          yield stands;
        }
        if (objected && !given) {
          yield "OBJECTED";
        }
        if (closed) {
          yield "PURPOSE_ARCHIVED";
        }
        yield switch (stands) {
          case "TRIGGERED", "SENT" -> "PENDING";
          case "UNKNOWN" ->
              !worded.contains(purpose) ? "NO_WORDING" : hadEnough(at) ? "MAILED_ENOUGH" : "OPT_IN";
          default -> stands;
        };
      }
    };
  }

  private String advertising(String purpose, String stands, boolean closed, Instant at) {
    boolean given = GIVEN.contains(stands);
    if (NO.contains(stands)) {
      return stands;
    }
    if (objected && !given) {
      return "OBJECTED";
    }
    if (closed) {
      return "PURPOSE_ARCHIVED";
    }
    return switch (stands) {
      case "CONFIRMED", "EXTERNALLY_DOCUMENTED" -> expired(purpose, at) ? "EXPIRED" : stands;
      case "LAPSED" -> stands;
      case "TRIGGERED", "SENT" -> "PENDING";
      default -> without(purpose);
    };
  }

  /** Why nobody writes who was told nothing. */
  private String without(String purpose) {
    boolean austria =
        address.endsWith(".at")
            || validity.fromAustria
            || validity.austrian && purpose.equals(validity.purpose);
    boolean listed =
        validity.ecg.contains(address)
            || validity.ecg.contains(address.substring(address.indexOf('@')));
    return austria && listed ? "ECG_LISTED" : "NO_CONSENT";
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

  static boolean allows(MessageClass kind, String reason) {
    return kind == MessageClass.ADVERTISING ? GIVEN.contains(reason) : reason.equals(kind.name());
  }
}
