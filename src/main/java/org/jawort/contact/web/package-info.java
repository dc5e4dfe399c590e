/** Pages on which staff keep groups and fields of their own, and what contacts have in them. */
@NullMarked
package org.jawort.contact.web;

import org.jspecify.annotations.NullMarked;
