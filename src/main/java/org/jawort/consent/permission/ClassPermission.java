package org.jawort.consent.permission;

import org.jawort.consent.purpose.PurposeName;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may we write?" for one message class.
 *
 * @param purpose key of the purpose, or null where the answer rests on none
 * @param name of the purpose, or null likewise
 */
public record ClassPermission(
    @Nullable String purpose,
    @Nullable PurposeName name,
    MessageClass messageClass,
    Permission permission) {}
