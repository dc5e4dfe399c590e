package org.jawort.form.domain;

import org.jawort.platform.TenantId;

/** A tenant says something else of domains; published in the transaction that writes it. */
public record DomainsChanged(TenantId tenant) {}
