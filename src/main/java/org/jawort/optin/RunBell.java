package org.jawort.optin;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes the engine: a run has something to do at once. */
@Component
final class RunBell extends Bell {}
