package org.jawort.consent.log;

import java.util.function.Consumer;

/** Says of many that are wrong the first few, and how many more there are. */
final class FewOf {
  private static final int MOST = 20;

  private final String what;
  private final Consumer<LogFinding> findings;
  private long count;

  FewOf(String what, Consumer<LogFinding> findings) {
    this.what = what;
    this.findings = findings;
  }

  void add(String text, Object... arguments) {
    count++;
    if (count <= MOST) {
      findings.accept(LogFinding.bad(text, arguments));
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  void sum() {
    if (count > MOST) {
      findings.accept(LogFinding.bad("… and %,d more %s", count - MOST, what));
    }
  }
}
