package org.jawort.platform;

/** A setting that stops the start; its message is one line for the operator, without any secret. */
public final class SettingException extends RuntimeException {
  /** Names the setting and says what was given and what is expected. */
  public SettingException(String setting, String problem) {
    super(setting + " " + problem);
  }
}
