package org.jawort.delivery;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes the sender: something was queued, or a connection is free again. */
@Component
final class SenderBell extends Bell {}
