/** {@code jawort doctor}: looks at an installation, says what is wrong and how to mend it. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: audit",
      "contact :: group",
      "consent",
      "consent :: proof",
      "delivery",
      "optin :: funnel"
    })
package org.jawort.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
