package org.jawort.form.domain;

import java.time.Instant;
import org.jawort.tenant.HostName;

/** A domain on one of a tenant's lists, and since when. */
public record RuledDomain(HostName domain, DomainRule rule, Instant addedAt) {}
