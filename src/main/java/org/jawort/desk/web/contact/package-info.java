/** Pages about a contact: the list, the record, new ones, merging, its proof. */
@NullMarked
package org.jawort.desk.web.contact;

import org.jspecify.annotations.NullMarked;
