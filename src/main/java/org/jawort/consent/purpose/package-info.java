/** What a consent is for, and the versions of the wording that people agree to. */
@NullMarked
@NamedInterface("purpose")
package org.jawort.consent.purpose;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
