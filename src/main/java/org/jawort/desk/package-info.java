/** The staff area where rooms are looked at together: overview, contact list and record. */
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
      "contact :: merge",
      "contact :: search",
      "consent",
      "consent :: declaration",
      "consent :: ecg",
      "consent :: filter",
      "consent :: permission",
      "consent :: proof",
      "consent :: purpose",
      "consent :: stamp",
      "delivery",
      "campaign",
      "campaign :: landing",
      "campaign :: mail",
      "optin",
      "optin :: funnel",
      "optin :: notice",
      "optin :: process",
      "optin :: run",
      "optin :: step",
      "optin :: trial",
      "optin :: web",
      "erasure",
      "form",
      "form :: shield",
      "integration"
    })
package org.jawort.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
