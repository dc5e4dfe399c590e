package org.jawort.transfer.imports;

import java.util.Optional;
import org.jawort.tenant.job.JobId;

/**
 * What became of the wish to ask the group of an import.
 *
 * @param waiting whether the import has to be done first
 * @param job that asks, or asked
 * @param refused why nobody was asked, in a word
 */
public record ImportAsked(boolean waiting, Optional<JobId> job, Optional<String> refused) {}
