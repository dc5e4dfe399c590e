package org.jawort.form;

import org.jawort.platform.web.Brand;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantLogo;

/**
 * A form that has an address, and whose it is.
 *
 * @param sha256 of the form as a dossier tells it ({@link ShownForm})
 */
public record OpenForm(Tenant tenant, Form form, String sha256) {
  /**
   * Whether it takes sign-ups: in nobody's name, in a language switched off, and where its owners
   * do not wish it (yet), none does.
   */
  public boolean online() {
    return form.online() && tenant.lacks().isEmpty() && !switchedOff();
  }

  /**
   * How its pages appear: as the tenant's others, or in a colour of its own; with the logo of this
   * version.
   */
  public Brand brand() {
    Brand brand = tenant.brand();
    FormLook look = FormExtras.of(form.definition().extras()).looks();
    String colour = look.colour() == null ? brand.colour() : look.colour();
    TenantLogo logo = look.logo();
    return brand.wearing(colour, logo == null ? null : logo.shown(tenant.number()));
  }

  /** Whether the tenant speaks its language no more. */
  public boolean switchedOff() {
    return !tenant.languages().contains(form.language());
  }
}
