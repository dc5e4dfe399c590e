package org.jawort.campaign;

/** A template that cannot be used; the message says why, without anything of a recipient. */
final class UnusableTemplateException extends RuntimeException {
  UnusableTemplateException(String message) {
    super(message);
  }
}
