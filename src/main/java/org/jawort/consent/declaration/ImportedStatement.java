package org.jawort.consent.declaration;

import org.jawort.consent.Declaration;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * What a file says that somebody said, each with its own evidence.
 *
 * @param ip from where, as much of it as the tenant keeps, or null
 */
public record ImportedStatement(
    ContactPointId contactPoint, Declaration declaration, @Nullable String ip) {}
