package org.jawort.desk;

import java.time.Instant;
import org.jawort.contact.ContactKind;
import org.jawort.contact.Origin;
import org.jawort.platform.Language;

/**
 * What the contact list shows of an entry where somebody asks for it.
 *
 * @param kind of the contact
 * @param language of the contact
 * @param origin how the contact came here
 * @param created when the address came here
 */
public record ContactTraits(ContactKind kind, Language language, Origin origin, Instant created) {}
