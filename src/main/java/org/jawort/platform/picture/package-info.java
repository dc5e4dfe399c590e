/** Pictures that people upload, judged by their first bytes and never unpacked. */
@NullMarked
package org.jawort.platform.picture;

import org.jspecify.annotations.NullMarked;
