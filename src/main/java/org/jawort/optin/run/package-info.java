/** Where people stand on their way through a version of a process. */
@NullMarked
@NamedInterface("run")
package org.jawort.optin.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
