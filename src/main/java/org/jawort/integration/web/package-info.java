/** The REST API, its way in, and the pages on which owners make its keys. */
@NullMarked
package org.jawort.integration.web;

import org.jspecify.annotations.NullMarked;
