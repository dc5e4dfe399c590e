/** The pages behind the links of a mailing, as far as this room answers for them. */
@NullMarked
package org.jawort.campaign.web;

import org.jspecify.annotations.NullMarked;
