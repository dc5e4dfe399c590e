/** Where a visitor signs up. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "platform",
      "tenant",
      "tenant :: retention",
      "contact",
      "contact :: address",
      "contact :: group",
      "consent",
      "consent :: declaration",
      "consent :: proof",
      "consent :: purpose",
      "optin",
      "optin :: notice",
      "optin :: process",
      "optin :: step",
      "optin :: webhook"
    })
package org.jawort.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
