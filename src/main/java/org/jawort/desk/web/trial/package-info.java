/** Pages on which a process is tried out with an address of one's own. */
@NullMarked
package org.jawort.desk.web.trial;

import org.jspecify.annotations.NullMarked;
