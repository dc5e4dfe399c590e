/**
 * Long jobs that a person started: each is a row with its progress, and any node goes on with it.
 */
@NullMarked
@NamedInterface("job")
package org.jawort.tenant.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
