/** Pages on which staff watch people on their way through the versions of a process. */
@NullMarked
package org.jawort.optin.web.version;

import org.jspecify.annotations.NullMarked;
