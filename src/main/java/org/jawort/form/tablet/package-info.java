/**
 * A form on a device that staff give out of hand (S4-04): what opens it, locks it and brings in.
 */
@NullMarked
package org.jawort.form.tablet;

import org.jspecify.annotations.NullMarked;
