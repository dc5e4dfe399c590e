/** Time stamps of the log's checkpoints by an authority outside (RFC 3161, law 62). */
@NullMarked
@NamedInterface("stamp")
package org.jawort.consent.stamp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
