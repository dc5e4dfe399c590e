/**
 * Whatever backs a consent before strangers: proof of events, seals, and how long proof is kept.
 */
@NullMarked
@NamedInterface("proof")
package org.jawort.consent.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
