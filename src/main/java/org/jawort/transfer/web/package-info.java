/** Staff pages of files in and out. */
@NullMarked
package org.jawort.transfer.web;

import org.jspecify.annotations.NullMarked;
