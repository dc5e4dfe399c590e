/** Files in and out: import with a firewall, export. */
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
      "consent",
      "consent :: declaration",
      "consent :: filter",
      "consent :: permission",
      "consent :: purpose",
      "optin",
      "optin :: engine",
      "optin :: web"
    })
package org.jawort.transfer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
