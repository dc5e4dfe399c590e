package org.jawort.form.web.tablet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.form.AddressCheck;
import org.jawort.form.FieldError;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.tablet.TabletArrivals;
import org.jawort.form.tablet.Tablets;
import org.jawort.optin.OptIns;
import org.jawort.optin.Passage;
import org.springframework.stereotype.Component;

/**
 * Writes what was signed on a tablet, once. It goes past the shield of the forms: a member of the
 * staff vouches for the device, which the limits of mailboxes bind as everybody.
 */
@Component
class TabletSubmissions {
  private static final Duration GRACE = Duration.ofDays(1);
  private static final String SIGNATURE = "_signature";

  private final Tablets tablets;
  private final TabletArrivals arrivals;
  private final OpenForms forms;
  private final AddressCheck addresses;
  private final TabletEvidence evidence;
  private final OptIns optIns;
  private final InstantSource clock;

  TabletSubmissions(
      Tablets tablets,
      TabletArrivals arrivals,
      OpenForms forms,
      AddressCheck addresses,
      TabletEvidence evidence,
      OptIns optIns,
      InstantSource clock) {
    this.tablets = tablets;
    this.arrivals = arrivals;
    this.forms = forms;
    this.addresses = addresses;
    this.evidence = evidence;
    this.optIns = optIns;
    this.clock = clock;
  }

  /** Something on its way. */
  private record Coming(
      Tablet tablet, UUID number, TabletEntry entry, Instant signedAt, boolean attended) {}

  TabletOutcome take(Tablet tablet, TabletMessage message, HttpServletRequest request) {
    UUID number = message.sealed().id();
    Optional<TabletArrivals.ArrivalOutcome> before = arrivals.state(tablet, number);
    if (before.filter(state -> state != TabletArrivals.ArrivalOutcome.ARRIVED).isPresent()) {
      return known(before.get());
    }
    Instant now = clock.instant();
    Optional<TabletEntry> entry =
        tablets.unsealed(tablet, message.sealed()).flatMap(TabletEntry::read);
    if (entry.isEmpty()) {
      return aside(tablet, number, now, "unreadable");
    }
    Instant signedAt = message.signedAt(entry.get(), tablet, now);
    return tablet.takes(signedAt, now)
        ? take(new Coming(tablet, number, entry.get(), signedAt, message.attended()), request)
        : new TabletOutcome.Over();
  }

  private static TabletOutcome known(TabletArrivals.ArrivalOutcome state) {
    return state == TabletArrivals.ArrivalOutcome.TAKEN
        ? new TabletOutcome.Taken()
        : new TabletOutcome.PutAside();
  }

  private TabletOutcome aside(Tablet tablet, UUID number, Instant signedAt, String fault) {
    arrivals.refuse(tablet, number, signedAt, fault);
    return new TabletOutcome.PutAside();
  }

  private TabletOutcome take(Coming coming, HttpServletRequest request) {
    Optional<OpenForm> shown = shown(coming);
    if (shown.isEmpty()) {
      return coming.attended()
          ? new TabletOutcome.Outdated()
          : aside(coming.tablet(), coming.number(), coming.signedAt(), "outdated");
    }
    OpenForm open = shown.get();
    if (!open.tenant().lacks().isEmpty() || (coming.attended() && !open.online())) {
      return coming.attended() ? new TabletOutcome.Outdated() : new TabletOutcome.Later();
    }
    return switch (addresses.of(open, coming.entry().submission(), coming.attended())) {
      case SubmissionCheckOutcome.Complete complete -> signed(coming, open, complete, request);
      case SubmissionCheckOutcome.Slipped(var complete, var meant) ->
          new TabletOutcome.Slip(meant.typed());
      case SubmissionCheckOutcome.Faulty(var faults) -> faulty(coming, open, faults);
    };
  }

  /** The version that was signed; it may have been superseded for a day by then, as elsewhere. */
  private Optional<OpenForm> shown(Coming coming) {
    int version = coming.entry().version();
    return forms
        .find(coming.tablet().formKey())
        .flatMap(
            open ->
                open.form().version().version() == version
                    ? Optional.of(open)
                    : forms
                        .inVersion(open, version)
                        .filter(
                            seen ->
                                forms
                                    .supersededAt(open, version)
                                    .filter(at -> at.plus(GRACE).isBefore(coming.signedAt()))
                                    .isEmpty()));
  }

  private TabletOutcome faulty(Coming coming, OpenForm open, List<FieldError> faults) {
    var all = new ArrayList<>(faults);
    if (coming.entry().signature().isEmpty()) {
      all.add(new FieldError(SIGNATURE, FieldError.Code.MISSING, 0));
    }
    return coming.attended()
        ? new TabletOutcome.Faulty(open, all)
        : aside(
            coming.tablet(),
            coming.number(),
            coming.signedAt(),
            all.stream()
                .map(one -> one.field() + ": " + one.code().word())
                .collect(Collectors.joining(", ")));
  }

  private TabletOutcome signed(
      Coming coming,
      OpenForm open,
      SubmissionCheckOutcome.Complete complete,
      HttpServletRequest request) {
    Optional<TabletEntry.Signature> signature = coming.entry().signature();
    if (signature.isEmpty()) {
      return faulty(coming, open, List.of());
    }
    arrivals.note(coming.tablet(), coming.number(), coming.signedAt());
    var signed = new TabletEvidence.Signed(complete, signature.get(), coming.signedAt());
    try {
      optIns.signUp(
          evidence
              .signUp(coming.tablet(), open, signed, request)
              .by(Passage.once(coming.number())));
    } catch (RuntimeException e) {
      // The same came twice at once, and the other was first.
      return arrivals
          .state(coming.tablet(), coming.number())
          .filter(state -> state == TabletArrivals.ArrivalOutcome.TAKEN)
          .map(TabletSubmissions::known)
          .orElseThrow(() -> e);
    }
    return new TabletOutcome.Taken();
  }
}
