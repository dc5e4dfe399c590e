/** Contacts that may be one and the same, and how two become one. */
@NullMarked
@NamedInterface("merge")
package org.jawort.contact.merge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
