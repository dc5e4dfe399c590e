package org.jawort.platform;

/** A setting that stops the start; its message is one line for the operator, without any secret. */
public final class SettingException extends RuntimeException {
  /** Says in one line what is wrong and what to do. */
  public SettingException(String line) {
    super(line);
  }

  /** Names the setting and says what was given and what is expected. */
  public SettingException(String setting, String problem) {
    this(setting + " " + problem);
  }
}
