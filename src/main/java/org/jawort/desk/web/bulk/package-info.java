/** Doing something to all whom the contact list shows, or to those that were ticked there. */
@NullMarked
package org.jawort.desk.web.bulk;

import org.jspecify.annotations.NullMarked;
