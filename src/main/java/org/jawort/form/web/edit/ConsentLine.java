package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.form.ConsentBox;
import org.jawort.form.ConsentChoice;
import org.jawort.form.ContentFault;
import org.jawort.form.FormDraft;
import org.jawort.platform.Language;

/**
 * A box for a consent as the page shows it.
 *
 * @param n its number on the page
 * @param name of the purpose, in the language of whoever reads the page
 * @param text its words as visitors read them
 * @param faults by what it could not be shown, as message keys
 */
record ConsentLine(int n, ConsentBox box, String name, String text, List<String> faults) {
  private static final String PLACE = "consents/";

  /** Whether a fault is told beside a box. */
  static boolean isAbout(ContentFault fault) {
    return fault.part().startsWith(PLACE);
  }

  static List<ConsentLine> of(
      FormDraft draft, List<ConsentBox> boxes, List<ContentFault> faults, Language reading) {
    var lines = new ArrayList<ConsentLine>();
    for (int n = 0; n < boxes.size(); n++) {
      ConsentBox box = boxes.get(n);
      Optional<ConsentChoice> choice = draft.choices().of(box.purpose(), box.channel());
      String place = PLACE + n + "/";
      lines.add(
          new ConsentLine(
              n,
              box,
              choice.map(one -> one.name().in(reading)).orElse("?"),
              choice.filter(one -> one.wording() != null).map(ConsentChoice::text).orElse(""),
              faults.stream()
                  .filter(one -> one.part().startsWith(place))
                  .map(one -> "form.edit.fault." + one.code().name())
                  .toList()));
    }
    return lines;
  }

  /** What a further box could ask for. */
  static List<ConsentChoice> further(FormDraft draft, List<ConsentBox> boxes) {
    return boxes.size() >= ConsentBox.MOST
        ? List.of()
        : draft.choices().usable().stream()
            .filter(
                choice -> boxes.stream().noneMatch(box -> box.purpose().equals(choice.purpose())))
            .toList();
  }
}
