/** How a message gets there: outbox, sender, SMTP, the built-in mailbox. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: retention",
      "contact",
      "consent",
      "consent :: permission",
      "consent :: purpose"
    })
package org.jawort.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
