package org.jawort.optin;

import java.time.Instant;
import java.util.List;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;

/**
 * Who asks, for what.
 *
 * @param renewal whether for the renewal of what was given
 * @param lacks why nobody may be asked on that basis; empty where it carries
 */
record AskingWish(
    TenantId tenant,
    PurposeId purpose,
    StatedBasis basis,
    List<AskingLack> lacks,
    Actor actor,
    String source,
    boolean renewal,
    Instant at) {}
