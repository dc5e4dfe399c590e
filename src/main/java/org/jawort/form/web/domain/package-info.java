/** The page on which owners say which domains may sign up. */
@NullMarked
package org.jawort.form.web.domain;

import org.jspecify.annotations.NullMarked;
