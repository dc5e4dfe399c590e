/** What is said: content, personal links, and the pages behind them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "tenant", "contact", "consent", "delivery"})
package org.jawort.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
