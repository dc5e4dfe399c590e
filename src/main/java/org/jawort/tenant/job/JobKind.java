package org.jawort.tenant.job;

import java.sql.Connection;
import java.sql.SQLException;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * Something that takes long, for the rooms above to do: a bean of this type is all that a room adds
 * for progress, pause, stop, going on after a kill, and its line on the page of jobs.
 *
 * <p>A kind keeps nothing between two batches but the cursor, and a list of its own in the database
 * where whom it concerns must not change; {@link #over} says when that list may go. So they fit:
 *
 * <ul>
 *   <li>an import: its cursor is the line, its counts are the reasons of refusals, and the refused
 *       lines are rows of its own, written in the same transaction;
 *   <li>an export: each batch appends a part to a file of its own, the last one closes it;
 *   <li>an erasing: whom it concerns is a list of its own, kept while it is paused or failed;
 *   <li>a dispatch: each batch hands so many to the outbox as the rate allows until the next one;
 *       pausing and stopping are those of any job.
 * </ul>
 */
public interface JobKind {
  /** Names it for good: the rows of jobs hang on it. */
  String name();

  /** How many at most one transaction takes: a second or two, well below the lease of a batch. */
  int batch();

  /**
   * Does the next batch, inside the transaction that commits the new cursor and the counts with it.
   * What it throws rolls all of it back, and is tried again later.
   *
   * @param most how many it may take
   */
  JobBatchOutcome work(Connection connection, JobInHand hand, int most) throws SQLException;

  /** Lets go of what it kept for a job that is done or stopped for good, in that transaction. */
  default void over(Connection connection, TenantId tenant, JobId job) throws SQLException {}

  /** What it is called, with what it is about. */
  JobText title(TenantId tenant, Job job, Language language);

  /** What one of the names of its counts means. */
  JobText outcome(Job job, String what);
}
