/** People and firms, the ways to reach them, and the mail block. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"platform", "tenant", "tenant :: audit", "tenant :: retention"})
package org.jawort.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
