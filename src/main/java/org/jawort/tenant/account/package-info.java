/** One's own account: passwords, second factors, passkeys, sessions. */
@NullMarked
package org.jawort.tenant.account;

import org.jspecify.annotations.NullMarked;
