package org.jawort.integration;

import org.jawort.platform.TenantId;

/** Another system that showed a valid key. */
public record Caller(TenantId tenant, ApiKeyId key) {}
