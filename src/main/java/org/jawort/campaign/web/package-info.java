/** Pages about campaigns, and those behind the links of their mails. */
@NullMarked
package org.jawort.campaign.web;

import org.jspecify.annotations.NullMarked;
