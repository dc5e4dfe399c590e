package org.jawort.form;

import java.util.List;

/**
 * What a form can take over from the profile, where it wants to.
 *
 * @param age of the country
 * @param information all parts of Art. 13 GDPR; empty ones are still to be said
 */
record ProfileSays(AgeGate age, List<InformationPart> information) {
  /** Copies the parts. */
  ProfileSays {
    information = List.copyOf(information);
  }
}
