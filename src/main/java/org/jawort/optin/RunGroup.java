package org.jawort.optin;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jawort.consent.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * Runs of one version that stand at the same step and go on together.
 *
 * @param status of all of them
 * @param arriving whether they only came to the step, and have not waited there
 */
record RunGroup(
    TenantId tenant,
    ProcessId process,
    int version,
    String step,
    RunStatus status,
    boolean arriving,
    List<RunGroup.Member> runs) {
  /** One of them. */
  record Member(RunId run, ContactPointId contactPoint, PurposeId purpose) {}

  /** Their contact points. */
  List<ContactPointId> points() {
    return runs.stream().map(Member::contactPoint).distinct().toList();
  }

  RunGroup with(RunStatus other) {
    return new RunGroup(tenant, process, version, step, other, arriving, runs);
  }

  /** Those of the given runs. */
  RunGroup only(Set<RunId> some) {
    return filtered(run -> some.contains(run.run()));
  }

  /** The others. */
  RunGroup without(Set<RunId> some) {
    return filtered(run -> !some.contains(run.run()));
  }

  private RunGroup filtered(Predicate<Member> which) {
    return new RunGroup(
        tenant, process, version, step, status, arriving, runs.stream().filter(which).toList());
  }
}
