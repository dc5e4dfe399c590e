/** The staff area where rooms are looked at together: overview, contact list and record. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "contact",
      "consent",
      "delivery",
      "campaign",
      "campaign :: landing",
      "optin",
      "optin :: trial",
      "optin :: funnel",
      "erasure",
      "form",
      "integration"
    })
package org.jawort.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
