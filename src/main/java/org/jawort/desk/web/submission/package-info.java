/** What was written on a form, as staff look through it. */
@NullMarked
package org.jawort.desk.web.submission;

import org.jspecify.annotations.NullMarked;
