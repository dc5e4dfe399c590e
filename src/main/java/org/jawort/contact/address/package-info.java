/** E-mail addresses and mobile numbers: how they are read, compared and shown. */
@NullMarked
@NamedInterface("address")
package org.jawort.contact.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
