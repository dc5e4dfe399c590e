/** Signed calls by which processes and forms tell other systems (B-10). */
@NullMarked
@NamedInterface("webhook")
package org.jawort.optin.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
