/** What keeps a form from being abused: who is asked once more, and how that is answered (B-07). */
@NullMarked
@NamedInterface("shield")
package org.jawort.form.shield;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
