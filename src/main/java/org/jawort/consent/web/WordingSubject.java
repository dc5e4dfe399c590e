package org.jawort.consent.web;

import org.jawort.consent.purpose.Purpose;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/**
 * The wording that an address names.
 *
 * @param path of its page
 */
record WordingSubject(
    TenantId tenant, Purpose purpose, Language language, Channel channel, String path) {}
