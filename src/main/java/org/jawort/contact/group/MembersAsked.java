package org.jawort.contact.group;

import java.util.Optional;
import java.util.UUID;

/**
 * Which members of a group are to be listed.
 *
 * @param text with which a name, a firm or an address begins; empty for all
 * @param before the contact's id of the last one of the page before
 * @param most so many at most
 * @param milliseconds how long they are looked for; 0: as long as it takes
 */
public record MembersAsked(String text, Optional<UUID> before, int most, int milliseconds) {}
