/** Who belongs to the staff of a tenant: inviting, roles, switching off. */
@NullMarked
package org.jawort.tenant.staff;

import org.jspecify.annotations.NullMarked;
