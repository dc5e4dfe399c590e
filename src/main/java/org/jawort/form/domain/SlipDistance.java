package org.jawort.form.domain;

/**
 * How many slips of the finger lie between two words: a letter too many, one missing, a wrong one,
 * or two neighbours that changed places (optimal string alignment).
 */
final class SlipDistance {
  private SlipDistance() {}

  static int of(String typed, String meant) {
    int[] before = new int[meant.length() + 1];
    int[] last = new int[meant.length() + 1];
    for (int j = 0; j <= meant.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int[] row = new int[meant.length() + 1];
      row[0] = i;
      for (int j = 1; j <= meant.length(); j++) {
        boolean same = typed.charAt(i - 1) == meant.charAt(j - 1);
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && typed.charAt(i - 1) == meant.charAt(j - 2)
                && typed.charAt(i - 2) == meant.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[meant.length()];
  }
}
