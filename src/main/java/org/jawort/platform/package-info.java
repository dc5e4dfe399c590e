/**
 * The ground floor: database scope, group commit, clock, ids, tokens, settings; knows no feature.
 */
@NullMarked
@org.springframework.modulith.ApplicationModule(
    type = org.springframework.modulith.ApplicationModule.Type.OPEN,
    allowedDependencies = {})
package org.jawort.platform;

import org.jspecify.annotations.NullMarked;
