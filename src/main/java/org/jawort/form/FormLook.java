package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a form differs in its look from the tenant's other pages.
 *
 * @param colour {@code #rrggbb}, or null where it has the tenant's
 */
public record FormLook(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String colour) {
  /** As the tenant's other pages. */
  public static final FormLook STANDARD = new FormLook(null);
}
