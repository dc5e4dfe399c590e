/** The double opt-in process: request, wait, confirm, refuse, lapse. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "contact",
      "consent",
      "delivery",
      "campaign",
      "campaign :: landing"
    })
package org.jawort.optin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
