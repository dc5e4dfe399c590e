/** Austria's list of those whom advertising without consent must never reach (§ 7 ECG, B-14). */
@NullMarked
@NamedInterface("ecg")
package org.jawort.consent.ecg;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
