/** The frame of every page: layout, assets, headers, errors, navigation, and who may open what. */
@NullMarked
package org.jawort.platform.web;

import org.jspecify.annotations.NullMarked;
