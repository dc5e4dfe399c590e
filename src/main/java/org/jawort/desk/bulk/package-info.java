/** What staff do to all whom a list shows at once: groups, fields, blocks, erasing. */
@NullMarked
package org.jawort.desk.bulk;

import org.jspecify.annotations.NullMarked;
