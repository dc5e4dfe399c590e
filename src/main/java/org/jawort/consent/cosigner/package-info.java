/** {@code jawort witness}: cosigns the logs of others (C2SP tlog-witness, law 63). */
@NullMarked
@NamedInterface("cosigner")
package org.jawort.consent.cosigner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
