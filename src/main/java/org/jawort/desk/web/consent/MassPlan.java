package org.jawort.desk.web.consent;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactSelection;
import org.jawort.platform.web.FormInput;

/**
 * What a mass change would do.
 *
 * @param counts of all that the filter shows, by status
 * @param more whether it shows more than were counted, so that nothing is said of how many change
 */
record MassPlan(
    ContactFilter filter,
    MassChange.Kind kind,
    ConsentView.OfPurpose purpose,
    Map<ConsentStatus, Integer> counts,
    boolean more) {
  /** So many are counted while a page is drawn; all of them where somebody asks for it. */
  static final int COUNTED = 10_000;

  /** Counts what a filter shows. */
  interface Count {
    ContactSelection.Counted of(ContactFilter filter, PurposeId purpose);
  }

  /** Reads it from a form; what it does not know counts as the first choice. */
  static MassPlan of(FormInput form, List<ConsentView.OfPurpose> purposes, Count count) {
    ContactFilter filter =
        ContactFilter.of(form.value("q"), form.value("status"), form.value("block"))
            .ofKind(form.value("contacts"));
    MassChange.Kind kind =
        form.value("kind").equals(MassChange.Kind.TAKE_BACK.name())
            ? MassChange.Kind.TAKE_BACK
            : MassChange.Kind.DECLARE;
    ConsentView.OfPurpose purpose =
        purposes.stream()
            .filter(p -> p.key().equals(form.value("purpose")))
            .findFirst()
            .orElse(purposes.getFirst());
    ContactSelection.Counted counted = count.of(filter, purpose.id());
    return new MassPlan(filter, kind, purpose, counted.byStatus(), counted.more());
  }

  /** How many would change. */
  public int changing() {
    return counts.entrySet().stream()
        .filter(entry -> kind.changes(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** How many would not, by the status that is the reason. */
  public Map<ConsentStatus, Integer> others() {
    var others = new EnumMap<ConsentStatus, Integer>(ConsentStatus.class);
    counts.forEach(
        (status, count) -> {
          if (!kind.changes(status)) {
            others.put(status, count);
          }
        });
    return others;
  }

  /** All of them. */
  public int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many would have changed when the page was drawn. */
  static int counted(FormInput form) {
    String count = form.value("count");
    return count.matches("\\d{1,9}") ? Integer.parseInt(count) : 0;
  }
}
