package org.jawort.optin.run;

import java.sql.Connection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Runs of one version that stand at the same step and go on together.
 *
 * @param status of all of them
 * @param arriving whether they only came to the step, and have not waited there
 * @param pace how long a day of waiting is for them
 */
public record RunGroup(
    TenantId tenant,
    ProcessId process,
    int version,
    String step,
    RunStatus status,
    boolean arriving,
    Pace pace,
    List<RunGroup.Member> runs) {
  /**
   * One of them.
   *
   * @param together names those of the same submission, of which each box has its run, or null
   * @param eraseAt from when on the contact is to be erased, as decided on this way, or null
   */
  public record Member(
      RunId run,
      ContactPointId contactPoint,
      PurposeId purpose,
      @Nullable RunId together,
      @Nullable Instant eraseAt) {
    Member erasedAt(@Nullable Instant at) {
      return new Member(run, contactPoint, purpose, together, at);
    }

    private boolean belongsTo(Member other) {
      return together != null
          && together.equals(other.together)
          && contactPoint.equals(other.contactPoint);
    }
  }

  /**
   * A statement about them, planned for them: {@code :run}, {@code :point} and {@code :purpose} are
   * arrays, {@code :tenant} is the tenant.
   */
  public NamedStatement<Member> bind(Connection connection, String sql) {
    return Rows.batch(connection, sql, runs)
        .uuids("run", run -> run.run().value())
        .uuids("point", run -> run.contactPoint().value())
        .uuids("purpose", run -> run.purpose().value())
        .uuid("tenant", tenant.value())
        .plannedAnew();
  }

  /** Their contact points. */
  public List<ContactPointId> points() {
    return runs.stream().map(Member::contactPoint).distinct().toList();
  }

  /** Tells whether they are only tried out. */
  public boolean trial() {
    return pace == Pace.TRIAL;
  }

  /** The same runs with another status. */
  public RunGroup with(RunStatus other) {
    return new RunGroup(tenant, process, version, step, other, arriving, pace, runs);
  }

  /** Those whose contact is to be erased from a moment on, unless more is known of it. */
  public RunGroup erasedAt(Function<Member, @Nullable Instant> at) {
    return new RunGroup(
        tenant,
        process,
        version,
        step,
        status,
        arriving,
        pace,
        runs.stream().map(run -> run.erasedAt(at.apply(run))).toList());
  }

  /**
   * Those who are written to: of a submission with several boxes one, so that whoever ticked them
   * gets one mail.
   */
  public RunGroup leading() {
    var seen = new HashSet<RunId>();
    return filtered(run -> run.together() == null || seen.add(run.together()));
  }

  /** The others of the same submission. */
  public List<Member> beside(Member leading) {
    return leading.together() == null
        ? List.of()
        : runs.stream().filter(run -> run != leading && run.belongsTo(leading)).toList();
  }

  /** Those of the given runs. */
  public RunGroup only(Set<RunId> some) {
    return filtered(run -> some.contains(run.run()));
  }

  /** The others. */
  public RunGroup without(Set<RunId> some) {
    return filtered(run -> !some.contains(run.run()));
  }

  /** The same runs in two groups, to find the one that something is wrong with. */
  public List<RunGroup> halves() {
    int middle = runs.size() / 2;
    var first = new HashSet<>(runs.subList(0, middle));
    return List.of(filtered(first::contains), filtered(run -> !first.contains(run)));
  }

  private RunGroup filtered(Predicate<Member> which) {
    return new RunGroup(
        tenant,
        process,
        version,
        step,
        status,
        arriving,
        pace,
        runs.stream().filter(which).toList());
  }
}
