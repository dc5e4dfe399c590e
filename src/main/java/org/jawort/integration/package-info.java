/** How other systems talk to Jawort: REST API and its keys. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "contact",
      "consent",
      "delivery",
      "campaign",
      "optin",
      "optin :: funnel",
      "erasure",
      "form"
    })
package org.jawort.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
