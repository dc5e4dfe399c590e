/** Another system that vouches for staff (OpenID Connect), and what its groups may do here. */
@NullMarked
package org.jawort.tenant.provider;

import org.jspecify.annotations.NullMarked;
