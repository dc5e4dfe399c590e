/** For how long things are kept of which a tenant may say so, within what the law allows. */
@NullMarked
@NamedInterface("retention")
package org.jawort.tenant.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
