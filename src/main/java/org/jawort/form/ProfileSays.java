package org.jawort.form;

import java.util.List;
import org.jawort.tenant.TenantLogo;
import org.jspecify.annotations.Nullable;

/**
 * What a form can take over from the profile, where it wants to.
 *
 * @param age of the country
 * @param information all parts of Art. 13 GDPR; empty ones are still to be said
 * @param logo in place of the name, or null
 */
record ProfileSays(AgeGate age, List<InformationPart> information, @Nullable TenantLogo logo) {
  /** Copies the parts. */
  ProfileSays {
    information = List.copyOf(information);
  }
}
