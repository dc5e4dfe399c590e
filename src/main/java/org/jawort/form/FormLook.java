package org.jawort.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jawort.tenant.TenantLogo;
import org.jspecify.annotations.Nullable;

/**
 * How a form differs in its look from the tenant's other pages, and what stands at its top.
 *
 * @param colour {@code #rrggbb}, or null where it has the tenant's
 * @param head what its author wants at the top; null is the logo, where there is one
 * @param logo that was shown, for those who look at this version later; null where the name was
 */
public record FormLook(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String colour,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Head head,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TenantLogo logo) {
  /** As the tenant's other pages. */
  public static final FormLook STANDARD = new FormLook(null, null, null);

  /** What can be wanted at the top other than the logo. */
  public enum Head {
    /** The tenant's name. */
    NAME
  }

  /**
   * What its author chose.
   *
   * @param named whether it shows the tenant's name even where there is a logo
   */
  public static FormLook of(@Nullable String colour, boolean named) {
    return new FormLook(colour, named ? Head.NAME : null, null);
  }

  /** Whether it shows the tenant's name even where there is a logo. */
  public boolean named() {
    return head == Head.NAME;
  }

  /** As it is shown where the profile has this logo, or none. */
  FormLook over(@Nullable TenantLogo profile) {
    return new FormLook(colour, head, named() ? null : profile);
  }
}
