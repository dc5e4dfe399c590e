package org.jawort.tenant;

import java.time.Instant;

/** A website that visitors may be sent on to, and since when. */
public record AllowedHost(HostName host, UserId addedBy, Instant addedAt) {}
