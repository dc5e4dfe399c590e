/** The page that shows what became of sign-ups (B-11). */
@NullMarked
package org.jawort.desk.funnel;

import org.jspecify.annotations.NullMarked;
