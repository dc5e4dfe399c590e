/**
 * The log and its witnesses: they are asked to cosign each checkpoint (C2SP tlog-witness, law 63).
 */
@NullMarked
package org.jawort.consent.witness;

import org.jspecify.annotations.NullMarked;
