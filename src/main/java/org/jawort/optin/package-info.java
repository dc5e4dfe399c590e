/** The double opt-in process: request, wait, confirm, refuse, lapse. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: retention",
      "tenant :: job",
      "contact",
      "contact :: address",
      "contact :: group",
      "consent",
      "consent :: permission",
      "consent :: filter",
      "consent :: proof",
      "consent :: purpose",
      "delivery",
      "campaign",
      "campaign :: landing",
      "campaign :: mail",
      "campaign :: template"
    })
package org.jawort.optin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
