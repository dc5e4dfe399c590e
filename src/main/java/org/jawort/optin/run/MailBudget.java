package org.jawort.optin.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * How many confirmation mails mailboxes may still get, as one transaction sees it (law 10, ADR
 * 0011): one, one more at once, and a third after an hour; three a day in all.
 */
public final class MailBudget {
  /** More confirmation mails that one mailbox may get within an hour. */
  private static final int MORE_AN_HOUR = 1;

  /** The same within a day. */
  public static final int MORE_A_DAY = 2;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** A mailbox of a tenant; two tenants do not know of each other. */
  record Mailbox(TenantId tenant, String key) {}

  /** A contact point. */
  record Point(TenantId tenant, ContactPointId id) {}

  private final Instant now;
  private final Map<Point, String> mailboxes = new HashMap<>();
  private final Map<Mailbox, List<Instant>> mails = new HashMap<>();
  private final Set<Mailbox> complained = new HashSet<>();

  MailBudget(Instant now) {
    this.now = now;
  }

  /** A contact point leads to a mailbox. */
  void leads(Point point, String mailbox) {
    mailboxes.put(point, mailbox);
  }

  /** A mail went to the mailbox, or may go at any time. */
  void sent(Mailbox mailbox, Instant at) {
    mails.computeIfAbsent(mailbox, none -> new ArrayList<>()).add(at);
  }

  /** Whoever reads the mailbox complained, under whichever of its addresses: no mail goes there. */
  void complained(Mailbox mailbox) {
    complained.add(mailbox);
  }

  /** Tells whether one more mail may go to the contact point, and counts it if so. */
  public boolean take(TenantId tenant, ContactPointId point) {
    boolean allows = allows(tenant, point);
    if (allows) {
      sent(mailbox(tenant, point), now);
    }
    return allows;
  }

  /** Tells whether one more mail may go to the contact point. */
  public boolean allows(TenantId tenant, ContactPointId point) {
    Mailbox mailbox = mailbox(tenant, point);
    return !complained.contains(mailbox) && mayGo(mails.getOrDefault(mailbox, List.of()));
  }

  private Mailbox mailbox(TenantId tenant, ContactPointId point) {
    return new Mailbox(tenant, mailboxes.getOrDefault(new Point(tenant, point), point.toString()));
  }

  /** How much it knows, and nothing of whom. */
  @Override
  public String toString() {
    int counted = mails.values().stream().mapToInt(List::size).sum();
    return "MailBudget[points=%d, mails=%d]".formatted(mailboxes.size(), counted);
  }

  /** The first mail of a day opens it; those after it are the more. */
  private boolean mayGo(List<Instant> all) {
    List<Instant> more =
        all.stream().filter(at -> at.isAfter(now.minus(DAY))).sorted().skip(1).toList();
    return more.size() < MORE_A_DAY
        && more.stream().filter(at -> at.isAfter(now.minus(HOUR))).count() < MORE_AN_HOUR;
  }
}
