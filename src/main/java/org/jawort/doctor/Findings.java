package org.jawort.doctor;

import java.io.PrintStream;

/** What was found, a line each, printed as it is found. */
final class Findings {
  private final PrintStream out;
  private int bad;

  Findings(PrintStream out) {
    this.out = out;
  }

  /** All is well. */
  void good(String what) {
    out.println("ok    " + what);
  }

  /** It works, and yet somebody should know. */
  void note(String what) {
    out.println("note  " + what);
  }

  /** Something is wrong; says how to mend it. */
  void bad(String what) {
    bad++;
    out.println("BAD   " + what);
  }

  boolean allGood() {
    return bad == 0;
  }

  /** The last line. */
  void sum() {
    out.println(
        bad == 0
            ? "All is well."
            : bad == 1 ? "1 thing is to be mended." : bad + " things are to be mended.");
  }
}
