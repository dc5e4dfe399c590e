/** One rule with one answer: may we write, and why not? Also for any past moment (B-04). */
@NullMarked
@NamedInterface("permission")
package org.jawort.consent.permission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
