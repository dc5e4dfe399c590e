/** The pages of a tablet: staff open and end it, it shows one form and sends what is signed. */
@NullMarked
package org.jawort.form.web.tablet;

import org.jspecify.annotations.NullMarked;
