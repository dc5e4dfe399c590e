/** What contact points are found by when somebody types a part of it. */
@NullMarked
@NamedInterface("search")
package org.jawort.contact.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
