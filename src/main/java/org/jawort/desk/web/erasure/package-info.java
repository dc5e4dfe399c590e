/** Pages on which people are erased, and where proof waits for its day. */
@NullMarked
package org.jawort.desk.web.erasure;

import org.jspecify.annotations.NullMarked;
