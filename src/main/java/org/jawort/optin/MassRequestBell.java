package org.jawort.optin;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes the worker: a group is to be asked. */
@Component
final class MassRequestBell extends Bell {}
