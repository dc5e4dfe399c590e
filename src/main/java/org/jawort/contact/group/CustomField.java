package org.jawort.contact.group;

import java.util.List;
import java.util.UUID;

/**
 * Feld: what a tenant keeps of its contacts beside their master data.
 *
 * @param choices among which to choose, in their order; empty where nothing is chosen
 */
public record CustomField(UUID id, String name, CustomFieldType type, List<String> choices) {
  /** Most choices of a field. */
  public static final int MOST_CHOICES = 100;

  /** Most characters of a choice. */
  public static final int LONGEST_CHOICE = 100;

  /** Copies the choices. */
  public CustomField {
    choices = List.copyOf(choices);
  }
}
