package org.jawort.tenant.job;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes the worker: a job is to begin or to go on. */
@Component
final class JobBell extends Bell {}
