package org.jawort.form;

/**
 * That whoever submits a form declares to be old enough to consent alone (Art. 8 GDPR, law 6).
 *
 * @param years from which one may, in the tenant's country; 0 in a draft's content
 * @param text of the box; empty in a draft's content
 */
public record AgeGate(int years, String text) {
  /** One that follows the profile. */
  public static final AgeGate WANTED = new AgeGate(0, "");

  /** Name of its box. */
  static final String BOX = "age";

  /** The age of a country: 16, where it set no lower one (Art. 8(1) GDPR). */
  static int in(String country) {
    return switch (country) {
      // § 4 Abs. 4 DSG
      case "AT" -> 14;
      // Art. 45 loi Informatique et Libertés
      case "FR" -> 15;
      default -> 16;
    };
  }

  /** Mandatory, and apart from every consent. */
  FormBox box() {
    return new FormBox(BOX, text, null, false, true);
  }
}
