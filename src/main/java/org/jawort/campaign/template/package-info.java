/** What mails are made of: content, links, merge fields, and the sandbox that renders them. */
@NullMarked
@NamedInterface("template")
package org.jawort.campaign.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
