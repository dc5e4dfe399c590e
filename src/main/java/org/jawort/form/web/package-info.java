/** The hosted form and where its submissions arrive. */
@NullMarked
package org.jawort.form.web;

import org.jspecify.annotations.NullMarked;
