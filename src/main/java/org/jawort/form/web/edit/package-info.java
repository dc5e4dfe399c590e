/** Where staff build forms. */
@NullMarked
package org.jawort.form.web.edit;

import org.jspecify.annotations.NullMarked;
