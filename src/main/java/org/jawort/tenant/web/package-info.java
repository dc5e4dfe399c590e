/** The pages of sign-in, set-up and settings, and the security chains. */
@NullMarked
package org.jawort.tenant.web;

import org.jspecify.annotations.NullMarked;
