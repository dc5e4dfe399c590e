@NullMarked
package org.jawort.consent.ecg;

import org.jspecify.annotations.NullMarked;
