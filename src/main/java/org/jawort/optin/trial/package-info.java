/** Trying a process out with an address of one's own; afterwards all of it goes again. */
@NullMarked
@NamedInterface("trial")
package org.jawort.optin.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
