/** Pictures in mails. */
@NullMarked
package org.jawort.campaign.image;

import org.jspecify.annotations.NullMarked;
