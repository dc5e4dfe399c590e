package org.jawort.optin.webhook;

import org.jawort.platform.Bell;
import org.springframework.stereotype.Component;

/** Wakes whoever calls other systems: a call was queued. */
@Component
final class WebhookBell extends Bell {}
