/** What processes and forms tell staff, on a page and by mail. */
@NullMarked
@NamedInterface("notice")
package org.jawort.optin.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
