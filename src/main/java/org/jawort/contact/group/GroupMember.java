package org.jawort.contact.group;

import java.time.Instant;
import org.jawort.contact.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * A contact in a group, for the list of them.
 *
 * @param name of the person or the firm; empty where none is known
 * @param address the contact's oldest one, as typed, or null
 */
public record GroupMember(
    ContactId contact, String name, @Nullable String address, Instant since) {}
