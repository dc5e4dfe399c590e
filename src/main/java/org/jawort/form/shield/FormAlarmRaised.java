package org.jawort.form.shield;

import org.jawort.platform.TenantId;

/** Far more came from a form than usual; published in the transaction that records it. */
public record FormAlarmRaised(TenantId tenant, FormAlarm alarm) {}
