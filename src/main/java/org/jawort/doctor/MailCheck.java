package org.jawort.doctor;

import java.net.URI;
import java.util.Optional;
import org.jawort.delivery.MailServer;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;

/** Would the mail server take a mail? None is sent. */
final class MailCheck {
  private MailCheck() {}

  static void examine(Settings settings, Findings findings) {
    Optional<URI> url = settings.smtpUrl();
    if (url.isEmpty()) {
      findings.note(
          "mail: no JAWORT_SMTP_URL; mails stay in the built-in mailbox and reach nobody"
              + (settings.local() ? "" : ", and it is closed as JAWORT_PUBLIC_URL is elsewhere"));
      return;
    }
    String server = url.get().getHost();
    try {
      MailServer.probe(settings)
          .ifPresentOrElse(
              problem ->
                  findings.bad(
                      "mail: %s does not take us (%s); check host, port, starttls, user and password in JAWORT_SMTP_URL, and the firewall"
                          .formatted(server, problem)),
              () -> findings.good("mail: %s answers".formatted(server)));
    } catch (SettingException e) {
      findings.bad("mail: " + e.getMessage());
    }
  }
}
