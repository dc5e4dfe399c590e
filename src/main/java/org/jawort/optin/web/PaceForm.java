package org.jawort.optin.web;

import java.util.Optional;
import org.jawort.optin.AskingPace;
import org.jawort.platform.web.FormInput;

/** The fields in which staff say how fast a group is asked. */
public final class PaceForm {
  private static final String PER_HOUR = "perHour";
  private static final String PER_DOMAIN = "perDomain";
  private static final String SEEN = "pace";

  private PaceForm() {}

  /** Reads the fields; what is wrong is noted, and the standard taken instead. */
  public static AskingPace read(FormInput form) {
    return new AskingPace(
        number(form, PER_HOUR, AskingPace.STANDARD.perHour()),
        number(form, PER_DOMAIN, AskingPace.STANDARD.perDomain()));
  }

  private static int number(FormInput form, String name, int standard) {
    String typed = form.value(name).replaceAll("[.\\s]", "");
    if (typed.isEmpty()) {
      return standard;
    }
    Optional<Integer> number =
        Optional.of(typed)
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .filter(AskingPace::isPossible);
    if (number.isEmpty()) {
      form.refuse(name, "asking.pace.wrong", AskingPace.LEAST, AskingPace.MOST);
    }
    return number.orElse(standard);
  }

  /** Whether staff want to see first how long it takes at another pace. */
  public static boolean isNew(FormInput form, AskingPace pace) {
    String seen = form.value(SEEN);
    return !form.value("again").isEmpty() || !seen.isEmpty() && !seen.equals(text(pace));
  }

  private static String text(AskingPace pace) {
    return pace.perHour() + "/" + pace.perDomain();
  }

  /** The fields as they are shown, with the pace at which it was said how long it takes. */
  public static FormInput shown(FormInput form, AskingPace pace) {
    return form.with(SEEN, text(pace))
        .with(PER_HOUR, filled(form, PER_HOUR, pace.perHour()))
        .with(PER_DOMAIN, filled(form, PER_DOMAIN, pace.perDomain()));
  }

  private static String filled(FormInput form, String name, int number) {
    return form.value(name).isEmpty() ? String.valueOf(number) : form.value(name);
  }
}
