package org.jawort.optin.run;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes the engine: a run has something to do at once. */
@Component
public final class RunBell extends Bell {}
