/** What is said: content, personal links, and the pages behind them. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "contact",
      "contact :: address",
      "consent",
      "consent :: declaration",
      "consent :: permission",
      "consent :: purpose",
      "delivery"
    })
package org.jawort.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
