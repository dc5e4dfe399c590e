package org.jawort.optin.notice;

import java.time.Instant;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * A notice as the list shows it.
 *
 * @param forAll whether it is for everybody
 * @param contact whom it is about
 * @param name of the contact; empty where none is known
 * @param address that it is about, as typed
 * @param doneAt when somebody saw to it, or null
 * @param doneBy name of that member of staff, or null
 */
public record ListedNotice(
    UUID id,
    boolean forAll,
    ContactId contact,
    String name,
    String address,
    String text,
    Instant createdAt,
    @Nullable Instant doneAt,
    @Nullable String doneBy) {}
