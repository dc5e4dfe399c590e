@NullMarked
package org.jawort.desk.web.audit;

import org.jspecify.annotations.NullMarked;
