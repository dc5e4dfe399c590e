/** Who did or saw what: written along with what it tells, kept for a time, sealed every day. */
@NullMarked
@NamedInterface("audit")
package org.jawort.tenant.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
