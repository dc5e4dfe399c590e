/** The pages behind personal links, in the tenant's words and look; each version is kept. */
@NullMarked
@NamedInterface("landing")
package org.jawort.campaign.landing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
