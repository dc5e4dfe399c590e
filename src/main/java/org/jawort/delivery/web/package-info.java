/** The built-in mailbox's pages. */
@NullMarked
package org.jawort.delivery.web;

import org.jspecify.annotations.NullMarked;
