/** Tenants, their staff and roles, sign-in, and who is acting. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform"})
package org.jawort.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
