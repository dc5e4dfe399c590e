package org.jawort.desk.web.contact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.contact.group.CustomField;
import org.jawort.desk.ContactFilter;
import org.jawort.desk.ContactOrder;
import org.jawort.desk.ContactOrder.By;
import org.jspecify.annotations.Nullable;

/**
 * A column of the contact list.
 *
 * @param by what stands in it
 * @param field the own field, where it is one
 * @param shown whether it is to be seen
 * @param sort address of the list in its order; in the other direction where it is in it already
 * @param direction as {@code aria-sort} has it; null: the list is not in its order
 */
public record ListedColumn(
    By by, Optional<CustomField> field, boolean shown, String sort, @Nullable String direction) {

  /** Those without which there is no list. */
  private static final List<By> ALWAYS = List.of(By.NAME, By.ADDRESS);

  /** All that there are, in the order in which they stand. */
  static List<ListedColumn> of(
      ContactFilter filter, ContactOrder order, List<String> chosen, List<CustomField> fields) {
    Stream<ContactOrder> known =
        Stream.of(
                By.NAME,
                By.COMPANY,
                By.ADDRESS,
                By.STATUS,
                By.SINCE,
                By.BLOCK,
                By.KIND,
                By.LANGUAGE,
                By.SOURCE,
                By.CREATED)
            .map(by -> ContactOrder.of(by, false));
    Stream<ContactOrder> own =
        fields.stream().map(field -> new ContactOrder(By.OWN, false, Optional.of(field)));
    return Stream.concat(known, own).map(column -> of(filter, order, chosen, column)).toList();
  }

  private static ListedColumn of(
      ContactFilter filter, ContactOrder order, List<String> chosen, ContactOrder column) {
    boolean sorted = order.column().equals(column.column());
    // Of moments, the latest are asked for first.
    boolean moment = column.by() == By.SINCE || column.by() == By.CREATED;
    boolean descending = sorted ? !order.descending() : moment;
    return new ListedColumn(
        column.by(),
        column.field(),
        ALWAYS.contains(column.by()) || chosen.contains(column.column()),
        ContactListAddress.of(filter, new ContactOrder(column.by(), descending, column.field())),
        !sorted ? null : order.descending() ? "descending" : "ascending");
  }

  /** How forms and addresses name it. */
  public String code() {
    return new ContactOrder(by, false, field).code();
  }

  /** Whether somebody can choose it. */
  public boolean isChoice() {
    return !ALWAYS.contains(by);
  }
}
