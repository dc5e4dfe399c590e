package org.jawort.form.domain;

import java.util.stream.Stream;

/** A domain and those that it is part of. */
final class Above {
  private Above() {}

  /** The domain itself, the one above it and so on, up to the last one with a dot. */
  static Stream<String> of(String domain) {
    return Stream.iterate(
        domain, name -> name.indexOf('.') >= 0, name -> name.substring(name.indexOf('.') + 1));
  }
}
