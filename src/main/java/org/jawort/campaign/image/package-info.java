/** Pictures in mails, judged by their first bytes. */
@NullMarked
package org.jawort.campaign.image;

import org.jspecify.annotations.NullMarked;
