/** The audit log as owners and auditors see it. */
@NullMarked
package org.jawort.desk.web.audit;

import org.jspecify.annotations.NullMarked;
