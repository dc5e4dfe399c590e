/** A process from its draft to going online, in versions, and what it relies on (S1-08, S1-09). */
@NullMarked
@NamedInterface("process")
package org.jawort.optin.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
