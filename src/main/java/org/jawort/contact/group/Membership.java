package org.jawort.contact.group;

import java.time.Instant;

/** That a contact is in a group. */
public record Membership(ContactGroup group, Instant since) {}
