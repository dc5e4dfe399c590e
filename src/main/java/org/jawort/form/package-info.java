/** Where a visitor signs up. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "contact",
      "consent",
      "delivery",
      "campaign",
      "optin"
    })
package org.jawort.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
