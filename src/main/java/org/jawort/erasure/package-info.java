/** Erasing people, and keeping the proof that must outlive them until its day comes. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: retention",
      "contact",
      "contact :: address",
      "contact :: merge",
      "consent",
      "consent :: declaration",
      "consent :: proof",
      "consent :: purpose",
      "optin :: engine"
    })
package org.jawort.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
