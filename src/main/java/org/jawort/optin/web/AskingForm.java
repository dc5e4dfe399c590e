package org.jawort.optin.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The fields in which staff say on what basis somebody may be asked (B-05). */
public final class AskingForm {
  /** Where the labels of the fields stand. */
  public static final String LABELS = "asking.field";

  private AskingForm() {}

  /** Reads the fields and notes what cannot be understood; what is missing is said by the door. */
  public static StatedBasis read(FormInput form, ZoneId zone) {
    AskingBasis basis =
        Arrays.stream(AskingBasis.values())
            .filter(one -> one.name().equals(form.value("basis")))
            .findFirst()
            .orElse(null);
    String note = form.text("basisNote", StatedBasis.LONGEST_NOTE);
    return StatedBasis.of(basis, note.isEmpty() ? null : note, moment(form, zone));
  }

  private static @Nullable Instant moment(FormInput form, ZoneId zone) {
    String typed = form.value("askedAt");
    if (typed.isEmpty()) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(typed);
      if (zone.getRules().getValidOffsets(local).isEmpty()) {
        form.refuse("askedAt", "statement.wrong.gap");
      }
      return local.atZone(zone).toInstant();
    } catch (DateTimeException e) {
      form.refuse("askedAt", "statement.wrong.moment");
      return null;
    }
  }

  /** Says in the form what the basis lacks, and why one does not carry. */
  public static void refuse(FormInput form, List<AskingLack> lacks) {
    for (AskingLack lack : lacks) {
      boolean known = lack == AskingLack.DOES_NOT_CARRY && carriesNot(form.value("basis"));
      form.refuse(
          lack.part(), known ? "asking.why." + form.value("basis") : "asking.lack." + lack.name());
    }
  }

  private static boolean carriesNot(String basis) {
    return AskingBasis.refused().stream().anyMatch(one -> one.name().equals(basis));
  }
}
