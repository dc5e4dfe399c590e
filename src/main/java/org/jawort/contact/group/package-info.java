/** Target groups, and the fields that a tenant keeps of its contacts. */
@NullMarked
@NamedInterface("group")
package org.jawort.contact.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
