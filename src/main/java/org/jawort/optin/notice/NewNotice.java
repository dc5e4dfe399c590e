package org.jawort.optin.notice;

import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * A notice that no run leaves.
 *
 * @param subject what it is about, such as a submission; each reader is told of it once
 * @param contactPoint whose
 * @param user for whom; null for all
 * @param text without anybody's name or address
 */
public record NewNotice(
    TenantId tenant, UUID subject, ContactPointId contactPoint, @Nullable UUID user, String text) {}
