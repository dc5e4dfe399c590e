package org.jawort.delivery;

import java.util.Optional;
import org.jawort.platform.Settings;

/** The mail server that JAWORT_SMTP_URL names, for a look at it. */
public final class MailServer {
  private MailServer() {}

  /**
   * Connects, greets, encrypts and signs in as for a mail, and leaves again without one.
   *
   * @return what went wrong, in one line without any password; empty where all is well, and where
   *     the built-in mailbox takes the mails
   * @throws org.jawort.platform.SettingException where the setting is wrong
   */
  public static Optional<String> probe(Settings settings) {
    return new MailTransports(settings).probe();
  }
}
