/** Mails put together for one recipient, from a version and its values to the bytes. */
@NullMarked
@NamedInterface("mail")
package org.jawort.campaign.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
