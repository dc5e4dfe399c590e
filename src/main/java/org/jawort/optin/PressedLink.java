package org.jawort.optin;

import org.jawort.delivery.MessageId;
import org.jawort.platform.TenantId;

/**
 * A button behind a personal link that was pressed.
 *
 * @param yes whether it was the one that confirms; else the one that refuses
 */
record PressedLink(TenantId tenant, MessageId message, boolean yes, Visit visit) {}
