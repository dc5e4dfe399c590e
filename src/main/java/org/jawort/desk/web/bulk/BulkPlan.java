package org.jawort.desk.web.bulk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.CustomField;
import org.jawort.desk.bulk.BulkChange;

/**
 * What staff want to do, as far as they have said it, and what would come of it.
 *
 * @param asked what the list showed, or what was ticked in it, to be sent along
 * @param ticked how many rows were ticked; none: all that the list shows
 * @param change empty while something is still to be chosen
 * @param field the own field that is to be written
 * @param counts how many it would come to what with
 */
public record BulkPlan(
    Map<String, List<String>> asked,
    int ticked,
    BulkChange.Kind kind,
    Optional<BulkChange> change,
    Optional<CustomField> field,
    List<ContactGroup> groups,
    List<CustomField> fields,
    Map<String, Integer> counts) {

  /** All whom it concerns. */
  public int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Those of them who would not stay as they are. */
  public int changing() {
    return all() - counts.getOrDefault(BulkChange.UNCHANGED, 0);
  }

  /** Whether a button may be shown. */
  public boolean isReady() {
    return change.isPresent() && changing() > 0;
  }
}
