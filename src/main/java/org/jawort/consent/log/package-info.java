/** The transparency log: how events become entries, tiles and signed checkpoints (law 46-52). */
@NullMarked
package org.jawort.consent.log;

import org.jspecify.annotations.NullMarked;
