/** Groups that fill themselves: their conditions, put together line by line. */
@NullMarked
package org.jawort.desk.web.group;

import org.jspecify.annotations.NullMarked;
