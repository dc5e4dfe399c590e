/** The pages where rooms are looked at together. */
@NullMarked
package org.jawort.desk.web;

import org.jspecify.annotations.NullMarked;
