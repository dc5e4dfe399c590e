package org.jawort.consent.log;

/** What was read is not written as its format demands; the message says in words where. */
public final class MalformedException extends RuntimeException {
  /** Says what is wrong, such as "the first line is not the origin of a log". */
  public MalformedException(String what) {
    super(what);
  }
}
