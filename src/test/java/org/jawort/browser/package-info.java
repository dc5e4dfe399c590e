/** What a person does in a real browser, from end to end. */
@NullMarked
package org.jawort.browser;

import org.jspecify.annotations.NullMarked;
