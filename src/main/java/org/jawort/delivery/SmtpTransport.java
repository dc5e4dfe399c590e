package org.jawort.delivery;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** One kept connection to the mail server; used by one thread at a time. */
final class SmtpTransport implements MailTransport {
  /** A mail takes less than its lease, whatever the server does; then the connection is cut. */
  static final Duration LONGEST = Duration.ofSeconds(70);

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("smtp-watch").daemon().factory());

  private static final Session SESSION = Session.getInstance(new Properties());

  private final SmtpSettings settings;
  private final String greeting;
  private final SmtpSockets sockets;
  private @Nullable SMTPTransport kept;
  private long lastUse;

  /**
   * Connects with the first mail.
   *
   * @param greeting host name for EHLO
   * @param tls checks certificates against what this machine trusts
   */
  SmtpTransport(SmtpSettings settings, String greeting, SSLSocketFactory tls) {
    this.settings = settings;
    this.greeting = greeting;
    this.sockets = new SmtpSockets(tls);
  }

  /**
   * Connects, greets, encrypts and signs in as for a mail, and leaves again.
   *
   * @return what went wrong, in one line without any password, or empty
   */
  Optional<String> probe() {
    ScheduledFuture<?> watch = WATCH.schedule(sockets::cut, LONGEST.toSeconds(), TimeUnit.SECONDS);
    try (SMTPTransport transport = open(false)) {
      return transport.isConnected() ? Optional.empty() : Optional.of("it hung up at once");
    } catch (MessagingException e) {
      return Optional.of(SmtpReplies.shown(root(e)));
    } finally {
      watch.cancel(false);
    }
  }

  @Override
  public Reply hand(Mail mail) {
    ScheduledFuture<?> watch = WATCH.schedule(sockets::cut, LONGEST.toSeconds(), TimeUnit.SECONDS);
    try {
      return mail.international() ? handInternational(mail) : handOver(mail);
    } finally {
      watch.cancel(false);
    }
  }

  private Reply handOver(Mail mail) {
    SMTPTransport transport;
    try {
      transport = connected();
    } catch (MessagingException e) {
      return notConnected(e);
    }
    Reply reply = send(transport, mail);
    lastUse = System.nanoTime();
    if (reply instanceof Reply.Deferred || reply instanceof Reply.Unusable) {
      close(); // The connection may be gone or useless; the next mail starts afresh.
    }
    return reply;
  }

  /** Over a connection of its own, as only such mails may ask for SMTPUTF8 (RFC 6531, 3.4). */
  private Reply handInternational(Mail mail) {
    close();
    try (SMTPTransport transport = open(true)) {
      return transport.supportsExtension("SMTPUTF8")
          ? send(transport, mail)
          : new Reply.MailRefused(
              "Jawort: the mail server takes no address with characters beyond ASCII (SMTPUTF8)");
    } catch (MessagingException e) {
      return notConnected(e);
    }
  }

  private SMTPTransport connected() throws MessagingException {
    SMTPTransport transport = kept;
    boolean idle = System.nanoTime() - lastUse > TimeUnit.SECONDS.toNanos(5);
    if (transport == null || (idle && !transport.isConnected())) {
      close();
      transport = open(false);
      kept = transport;
    }
    return transport;
  }

  private SMTPTransport open(boolean international) throws MessagingException {
    var transport = new SMTPTransport(Session.getInstance(properties(international)), null);
    transport.connect(
        settings.host(),
        settings.port(),
        settings.login().map(SmtpSettings.Login::user).orElse(null),
        settings.login().map(SmtpSettings.Login::password).orElse(null));
    return transport;
  }

  private Properties properties(boolean international) {
    var properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", "10000");
    properties.put("mail.smtp.timeout", "30000");
    properties.put("mail.smtp.localhost", greeting);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", settings.login().isPresent() ? "true" : "false");
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.socketFactory", sockets.plain());
    properties.put("mail.smtp.socketFactory.fallback", "false");
    properties.put("mail.smtp.ssl.socketFactory", sockets.tls());
    properties.put("mail.mime.allowutf8", international ? "true" : "false");
    encrypt(properties);
    return properties;
  }

  private void encrypt(Properties properties) {
    var encryption = settings.encryption();
    boolean checked = encryption != SmtpSettings.Encryption.OPTIONAL;
    properties.put("mail.smtp.ssl.checkserveridentity", checked ? "true" : "false");
    switch (encryption) {
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case REQUIRED -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case OPTIONAL -> properties.put("mail.smtp.starttls.enable", "true");
      case NEVER -> {}
    }
  }

  private static Reply send(SMTPTransport transport, Mail mail) {
    try {
      var message = new Written(mail.raw());
      message.setEnvelopeFrom(mail.from());
      var to = new InternetAddress();
      to.setAddress(mail.to());
      transport.sendMessage(message, new InternetAddress[] {to});
      return new Reply.Accepted(SmtpReplies.shown(transport.getLastServerResponse()));
    } catch (MessagingException e) {
      return failure(e);
    }
  }

  /** A mail that stands in its bytes already: nothing of it is read, or put together again. */
  private static final class Written extends SMTPMessage {
    private final byte[] raw;

    Written(byte[] raw) {
      super(SESSION);
      this.raw = raw;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
      out.write(raw);
    }
  }

  private static Reply failure(MessagingException fault) {
    for (Exception e = fault; e instanceof MessagingException m; e = m.getNextException()) {
      if (e instanceof SMTPAddressFailedException refused) {
        return SmtpReplies.failure(
            SmtpReplies.Phase.RECIPIENT,
            refused.getReturnCode(),
            String.valueOf(refused.getMessage()));
      }
      if (e instanceof SMTPSendFailedException refused) {
        var phase =
            refused.getCommand().startsWith("MAIL")
                ? SmtpReplies.Phase.SENDER
                : SmtpReplies.Phase.CONTENT;
        return SmtpReplies.failure(
            phase, refused.getReturnCode(), String.valueOf(refused.getMessage()));
      }
    }
    return new Reply.Deferred("Jawort: connection lost: " + SmtpReplies.shown(root(fault)));
  }

  private static Reply notConnected(MessagingException fault) {
    String text = SmtpReplies.shown(root(fault));
    boolean busy = text.matches(".*response: 4\\d\\d.*") || text.matches("4\\d\\d .*");
    return fault instanceof AuthenticationFailedException && !busy
        ? new Reply.NoConnection("Jawort: sign-in refused: " + text)
        : busy
            ? new Reply.Deferred("Jawort: no connection: " + text)
            : new Reply.NoConnection("Jawort: no connection: " + text);
  }

  private static String root(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  @Override
  public void close() {
    SMTPTransport transport = kept;
    kept = null;
    if (transport != null) {
      try {
        transport.close();
      } catch (MessagingException e) {
        sockets.cut();
      }
    }
  }
}
