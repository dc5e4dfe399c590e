/** How other systems talk to Jawort: REST API and its keys. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: audit",
      "tenant :: job",
      "contact",
      "contact :: address",
      "contact :: group",
      "contact :: merge",
      "consent",
      "consent :: filter",
      "consent :: declaration",
      "consent :: filter",
      "consent :: permission",
      "consent :: proof",
      "consent :: purpose",
      "campaign",
      "optin",
      "optin :: funnel",
      "optin :: run",
      "erasure",
      "form",
      "transfer :: file",
      "transfer :: exports",
      "transfer :: imports"
    })
package org.jawort.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
