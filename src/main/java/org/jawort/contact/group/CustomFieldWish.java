package org.jawort.contact.group;

import java.util.List;

/**
 * What a tenant's own field is to be.
 *
 * @param name at most {@value GroupOrField#LONGEST_NAME} characters
 * @param choices at least two, none twice, where something is chosen; else none
 */
public record CustomFieldWish(String name, CustomFieldType type, List<String> choices) {
  /** Copies the choices. */
  public CustomFieldWish {
    choices = List.copyOf(choices);
  }
}
