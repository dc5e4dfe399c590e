/** The pages behind the personal links of a confirmation mail. */
@NullMarked
package org.jawort.optin.web;

import org.jspecify.annotations.NullMarked;
