package org.jawort.form;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A form as it is being worked on; there is at most one draft of a form, beside the version that is
 * shown.
 *
 * @param form as it is shown now
 * @param standard what its form would say and ask if nobody had changed anything
 * @param choices what its boxes can ask for
 * @param profile what it could take over from the profile
 * @param revision counts the changes; 0 where nobody changed anything since the shown version
 * @param changedAt when it was changed last; empty where nobody did
 * @param changedBy who changed it last; empty where nobody did
 * @param earlier how many changes can be taken back
 * @param later how many that were taken back can be made again
 */
public record FormDraft(
    Form form,
    FormDefinition standard,
    ConsentChoices choices,
    ProfileSays profile,
    int revision,
    FormContent content,
    Optional<Instant> changedAt,
    Optional<UUID> changedBy,
    int earlier,
    int later) {
  /** The whole form as it would be shown. */
  public FormDefinition definition() {
    return over(content);
  }

  /** The information of Art. 13 as it would be shown. */
  public DataInformation informing(DataInformation written) {
    return written.over(profile.information());
  }

  /** From which age one may consent alone, by the profile's country. */
  public int age() {
    return profile.age().years();
  }

  /** The whole form as it would be shown with another content. */
  public FormDefinition over(FormContent other) {
    return other.over(standard, choices, profile);
  }
}
