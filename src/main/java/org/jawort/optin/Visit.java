package org.jawort.optin;

import org.jspecify.annotations.Nullable;

/**
 * Who opened or pressed, as far as the request tells.
 *
 * @param ip already cut as the tenant wishes (law 16), or null
 */
public record Visit(@Nullable String ip, @Nullable String userAgent) {}
