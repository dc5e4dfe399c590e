package org.jawort.tenant.job;

/** What became of the wish to start a job. */
public sealed interface JobStartOutcome {
  /** It begins with the commit. */
  record Started(JobId job) implements JobStartOutcome {}

  /** Another one about the same is still open; nothing was written. */
  record AlreadyOpen(JobId job) implements JobStartOutcome {}
}
