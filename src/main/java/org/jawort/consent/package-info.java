/** The ledger, the consent status, and the answer to "may we write?". */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: retention",
      "tenant :: audit",
      "tenant :: job",
      "contact",
      "contact :: address",
      "contact :: group",
      "contact :: search"
    })
package org.jawort.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
