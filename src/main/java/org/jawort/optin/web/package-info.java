/**
 * The pages behind the personal links of a confirmation mail; and, for the pages of other rooms,
 * the fields in which staff say on what basis and how fast somebody is asked.
 */
@NullMarked
@NamedInterface("web")
package org.jawort.optin.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
