/**
 * What a process says: its steps, how they are drawn, changed and checked; knows no database and
 * nobody who is under way.
 */
@NullMarked
@NamedInterface("step")
package org.jawort.optin.step;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
