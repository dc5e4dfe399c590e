package org.jawort.optin;

import org.jawort.consent.EventType;
import org.jawort.delivery.MessageId;
import org.jawort.platform.TenantId;

/** A button behind a personal link that was pressed. */
record PressedLink(TenantId tenant, MessageId message, EventType type, Visit visit) {}
