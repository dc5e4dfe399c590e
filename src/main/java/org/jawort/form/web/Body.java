package org.jawort.form.web;

import org.jawort.form.Submission;

/** What the body of a POST turned out to be. */
sealed interface Body {
  /**
   * It could be read; whether it says the right things is another question.
   *
   * @param json whether it came as JSON, so that the answer is JSON too
   */
  record Readable(Submission submission, boolean json) implements Body {}

  /** It could not. */
  enum Unreadable implements Body {
    /** More than a form can hold. */
    TOO_LARGE(413, "form.too-large"),
    /** Neither a submitted form nor JSON. */
    CONTENT_TYPE(415, "form.content-type"),
    /** Broken percent encoding, no UTF-8, no JSON. */
    MALFORMED(400, "form.malformed");

    private final int status;
    private final String text;

    Unreadable(int status, String text) {
      this.status = status;
      this.text = text;
    }

    int status() {
      return status;
    }

    /** Beginning of the keys of its messages. */
    String text() {
      return text;
    }
  }
}
