package org.jawort.consent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.MailBlock;
import org.jawort.contact.MailBlocks;
import org.jspecify.annotations.Nullable;

/** Where contact points stand while events about them are appended: statuses and blocks. */
final class LedgerState {
  private record Point(UUID tenant, UUID id) {
    static Point of(NewEvent event) {
      return new Point(event.tenant().value(), event.contactPoint().value());
    }
  }

  private record Consent(Point point, @Nullable UUID purpose) {
    static Consent of(NewEvent event) {
      PurposeId purpose = event.purpose();
      return new Consent(Point.of(event), purpose == null ? null : purpose.value());
    }
  }

  private final Map<Consent, ConsentStatus> statuses = new HashMap<>();
  private final Map<Point, @Nullable MailBlock> blocks = new HashMap<>();
  private final Map<Point, MailBlocks.Change> changes = new LinkedHashMap<>();
  private final Set<Point> trials = new HashSet<>();
  private final Map<Point, UUID> latest = new HashMap<>();
  private final Map<Consent, ConsentStatus> undeclared = new HashMap<>();

  /** Contact points made in this transaction: no consent yet, and the given block. */
  static LedgerState fresh(List<NewEvent> events, @Nullable MailBlock block) {
    var ledgerState = new LedgerState();
    events.forEach(event -> ledgerState.blocks.put(Point.of(event), block));
    return ledgerState;
  }

  /** Contact points whose status and block were read by whoever tells the events. */
  static LedgerState known(List<NewEvent> events, List<KnownState> known) {
    var ledgerState = new LedgerState();
    for (int i = 0; i < events.size(); i++) {
      ledgerState.blocks.put(Point.of(events.get(i)), known.get(i).block());
      ledgerState.statuses.put(Consent.of(events.get(i)), known.get(i).status());
      EventId last = known.get(i).last();
      if (last != null) {
        ledgerState.latest.put(Point.of(events.get(i)), last.value());
      }
    }
    return ledgerState;
  }

  /** Takes what is stored of a contact point: its block or null. */
  void block(UUID tenant, UUID contactPoint, @Nullable MailBlock block) {
    blocks.put(new Point(tenant, contactPoint), block);
  }

  /** Takes that a contact point belongs to a trial. */
  void trial(UUID tenant, UUID contactPoint) {
    trials.add(new Point(tenant, contactPoint));
  }

  /** Takes which event about a contact point is the latest so far. */
  void latest(UUID tenant, UUID contactPoint, UUID event) {
    latest.put(new Point(tenant, contactPoint), event);
  }

  /** The latest event about the same contact point, or null where there is none. */
  @Nullable UUID latest(NewEvent event) {
    return latest.get(Point.of(event));
  }

  /** Takes what stood before the latest declaration of a consent. */
  void undeclared(Undeclared before) {
    var point = new Point(before.tenant(), before.contactPoint());
    undeclared.put(new Consent(point, before.purpose()), before.status());
  }

  /** The status that stands again once the declaration is taken back. */
  ConsentStatus undeclared(NewEvent event) {
    return undeclared.getOrDefault(Consent.of(event), ConsentStatus.UNKNOWN);
  }

  /** Tells whether the event happens in a trial. */
  boolean isTrial(NewEvent event) {
    return trials.contains(Point.of(event));
  }

  /** Takes what is stored of a consent. */
  void status(UUID tenant, UUID contactPoint, UUID purpose, ConsentStatus status) {
    statuses.put(new Consent(new Point(tenant, contactPoint), purpose), status);
  }

  /** The status before the event; UNKNOWN where it is about no purpose. */
  ConsentStatus status(NewEvent event) {
    return statuses.getOrDefault(Consent.of(event), ConsentStatus.UNKNOWN);
  }

  /** The block before the event, or null. */
  @Nullable MailBlock block(NewEvent event) {
    return blocks.get(Point.of(event));
  }

  /** Tells whether there is such a contact point. */
  boolean knows(NewEvent event) {
    return blocks.containsKey(Point.of(event));
  }

  /** Notes what the event of that id led to. */
  void note(NewEvent event, UUID id, ConsentStatus after, @Nullable MailBlock block) {
    if (event.type() == EventType.DECLARED || event.type() == EventType.DECLARED_ANEW) {
      undeclared.put(Consent.of(event), status(event));
    }
    if (event.purpose() != null) {
      statuses.put(Consent.of(event), after);
    }
    var point = Point.of(event);
    latest.put(point, id);
    if (blocks.get(point) != block) {
      blocks.put(point, block);
      changes.put(
          point, new MailBlocks.Change(event.tenant(), event.contactPoint(), block, event.at()));
    }
  }

  /** The blocks that are no longer as stored. */
  List<MailBlocks.Change> blockChanges() {
    return new ArrayList<>(changes.values());
  }
}
