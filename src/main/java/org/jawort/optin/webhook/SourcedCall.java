package org.jawort.optin.webhook;

import java.util.UUID;
import org.jawort.platform.TenantId;

/**
 * A call that no process makes.
 *
 * @param subject what it is about; at most one call is made of it
 * @param occasion what staff call what calls
 */
public record SourcedCall(TenantId tenant, UUID subject, String occasion, String url) {}
