package org.jawort.delivery;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.util.MailSSLSocketFactory;
import org.jawort.platform.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Decides where mails go: to the configured mail server, or into the built-in mailbox. */
@Component
class MailTransports {
  private static final Logger LOG = LoggerFactory.getLogger(MailTransports.class);
  private static final int INTO_MAILBOX = 4;

  private final Optional<SmtpSettings> smtp;
  private final String greeting;
  private final SSLSocketFactory trusting;

  @Autowired
  MailTransports(Settings settings) {
    this(settings, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /** Checks certificates as the given factory does. */
  MailTransports(Settings settings, SSLSocketFactory trusting) {
    this.smtp = settings.smtpUrl().map(SmtpSettings::of);
    this.greeting = greeting(settings.publicUrl());
    this.trusting = trusting;
    smtp.filter(s -> s.login().isPresent())
        .filter(
            s ->
                s.encryption() == SmtpSettings.Encryption.OPTIONAL
                    || s.encryption() == SmtpSettings.Encryption.NEVER)
        .ifPresent(
            s ->
                LOG.warn(
                    "JAWORT_SMTP_URL has a password without ?starttls=required or smtps://; it may"
                        + " travel in clear"));
  }

  /** Tells whether nothing leaves this machine. */
  boolean intoMailbox() {
    return smtp.isEmpty();
  }

  /** How many mails may be under way at once. */
  int most() {
    return smtp.map(SmtpSettings::connections).orElse(INTO_MAILBOX);
  }

  MailTransport next() {
    return smtp.<MailTransport>map(s -> new SmtpTransport(s, greeting, tls(s)))
        .orElseGet(MailboxTransport::new);
  }

  /** Tries the mail server without a mail; what went wrong, or empty. */
  Optional<String> probe() {
    return smtp.flatMap(s -> new SmtpTransport(s, greeting, tls(s)).probe());
  }

  private SSLSocketFactory tls(SmtpSettings settings) {
    if (settings.encryption() != SmtpSettings.Encryption.OPTIONAL) {
      return trusting;
    }
    try {
      var any = new MailSSLSocketFactory();
      any.setTrustAllHosts(true);
      return any;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is part of every JDK", e);
    }
  }

  /** A name for EHLO that costs no look-up; an address literal where there is no public name. */
  private static String greeting(URI publicUrl) {
    String host = publicUrl.getHost();
    boolean named = host.matches("(?i)([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
    return named ? host : "[127.0.0.1]";
  }
}
