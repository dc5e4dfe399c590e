/** Erasing people, and keeping the proof that must outlive them until its day comes. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"platform", "tenant", "contact", "consent", "delivery", "optin"})
package org.jawort.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
