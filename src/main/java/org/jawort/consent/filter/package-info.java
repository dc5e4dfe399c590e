/** Conditions on contacts: one language for lists, groups, exports, bulk actions and audiences. */
@NullMarked
@NamedInterface("filter")
package org.jawort.consent.filter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
