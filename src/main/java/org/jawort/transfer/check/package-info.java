/** Lists of addresses that somebody brings from elsewhere: who of them may be written to. */
@NullMarked
package org.jawort.transfer.check;

import org.jspecify.annotations.NullMarked;
