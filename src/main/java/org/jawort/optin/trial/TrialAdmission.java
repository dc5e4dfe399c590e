package org.jawort.optin.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.contact.Suppressions;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Says whether a trial may be sent to an address: to nobody real, to nobody who said no, rarely.
 */
@Component
class TrialAdmission {
  private static final Duration DAY = Duration.ofDays(1);

  private final TrialPeople people;
  private final TrialRows rows;
  private final Suppressions suppressions;
  private final InstantSource clock;

  TrialAdmission(
      TrialPeople people, TrialRows rows, Suppressions suppressions, InstantSource clock) {
    this.people = people;
    this.rows = rows;
    this.suppressions = suppressions;
    this.clock = clock;
  }

  /** What is against it, or nothing. */
  Optional<TrialOutcome> against(Connection connection, TenantId tenant, NewTrial wish)
      throws SQLException {
    CheckedAddress mailbox = OwnMailbox.of(wish.address());
    Optional<TrialPeople.Known> known = people.known(connection, tenant, wish.address());
    if (known.isPresent()) {
      return Optional.of(there(connection, tenant, known.get()));
    }
    if (suppressed(tenant, wish.address()) || suppressed(tenant, mailbox)) {
      return refused(TrialOutcome.Reason.SUPPRESSED);
    }
    Optional<TrialPeople.Known> owner = people.known(connection, tenant, mailbox);
    if (owner.map(TrialPeople.Known::block).filter(block -> block.forbidsOptIn()).isPresent()) {
      return refused(TrialOutcome.Reason.BLOCKED);
    }
    if (owner.filter(TrialPeople.Known::refuses).isPresent()) {
      return refused(TrialOutcome.Reason.REFUSES);
    }
    TrialRows.Lately lately =
        rows.within(connection, tenant, mailbox, wish.by(), clock.instant(), DAY);
    if (lately.mailbox() >= TrialOutcome.MOST_OF_A_MAILBOX) {
      return refused(TrialOutcome.Reason.MAILBOX);
    }
    return lately.user() >= TrialOutcome.MOST_OF_A_USER
        ? refused(TrialOutcome.Reason.USER)
        : Optional.empty();
  }

  private TrialOutcome there(Connection connection, TenantId tenant, TrialPeople.Known known)
      throws SQLException {
    Optional<Trial> running =
        known.trial() ? rows.of(connection, tenant, known.point()) : Optional.empty();
    return running.isPresent()
        ? new TrialOutcome.Running(running.get().id())
        : new TrialOutcome.Refused(TrialOutcome.Reason.CONTACT);
  }

  private boolean suppressed(TenantId tenant, CheckedAddress address) {
    return suppressions.check(tenant, address).isPresent();
  }

  private static Optional<TrialOutcome> refused(TrialOutcome.Reason reason) {
    return Optional.of(new TrialOutcome.Refused(reason));
  }
}
