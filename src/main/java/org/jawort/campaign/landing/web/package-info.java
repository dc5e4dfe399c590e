/** Where staff write the landing pages, and where their logos are served. */
@NullMarked
package org.jawort.campaign.landing.web;

import org.jspecify.annotations.NullMarked;
