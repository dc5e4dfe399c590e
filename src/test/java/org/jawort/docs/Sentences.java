package org.jawort.docs;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;

/** Collects what is wrong, each in a sentence, to tell all of it at once. */
final class Sentences {
  private final List<String> all = new ArrayList<>();

  void add(String sentence) {
    all.add(sentence);
  }

  void addUnless(boolean good, String sentence) {
    if (!good) {
      all.add(sentence);
    }
  }

  /** Fails with all sentences, where there are any. */
  void verifyNone() {
    if (!all.isEmpty()) {
      Assertions.fail(String.join("\n", all));
    }
  }
}
