package org.jawort.campaign.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.jawort.campaign.template.Template;
import org.jawort.campaign.template.UnusableTemplateException;
import org.jawort.delivery.Mail;

/**
 * A mail before it is put into bytes (RFC 5322, RFC 2045).
 *
 * @param others further headers, each value ASCII
 */
record MimeMail(
    MailAddress from,
    String senderName,
    Optional<MailAddress> replyTo,
    MailAddress to,
    String messageId,
    ZonedDateTime date,
    Map<String, String> others,
    Template.Made content) {
  private static final Pattern FOLD = Pattern.compile("\\r\\n[ \\t]");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  static {
    // Named, or each part of each mail would search all jars for it.
    System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
  }

  /** Header lines may hold UTF-8, for addresses that need it (RFC 6532). */
  private static final Session SESSION = Session.getInstance(utf8Headers());

  private static Properties utf8Headers() {
    var properties = new Properties();
    properties.put("mail.mime.allowutf8", "true");
    return properties;
  }

  /** Puts it into bytes. */
  Mail seal() {
    try {
      var message = new Unchanged();
      headers().forEach(message::put);
      message.setSubject(content.subject(), "UTF-8");
      if (content.html().isEmpty()) {
        message.setText(content.text(), StandardCharsets.UTF_8.name(), "plain");
        message.put("Content-Transfer-Encoding", "quoted-printable");
      } else {
        message.setContent(
            new MimeMultipart(
                "alternative", part(content.text(), "plain"), part(content.html(), "html")));
      }
      message.saveChanges();
      var bytes = new ByteArrayOutputStream(16 * 1024);
      message.writeTo(bytes);
      boolean international = to.international() || from.international();
      return new Mail(from.toString(), to.toString(), international, bytes.toByteArray());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("a mail in memory cannot fail", e);
    }
  }

  private Map<String, String> headers() throws IOException {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Date", DATE.format(date));
    headers.put("From", new InternetAddress(from.toString(), senderName, "UTF-8").toString());
    replyTo.ifPresent(address -> headers.put("Reply-To", address.toString()));
    headers.put("To", to.toString());
    headers.put("Message-ID", messageId);
    headers.putAll(others);
    return headers;
  }

  private static MimeBodyPart part(String text, String kind) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), kind);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /** Leaves the Message-ID as it is, and refuses values that would end their line. */
  private static final class Unchanged extends MimeMessage {
    Unchanged() {
      super(SESSION);
    }

    void put(String name, String value) {
      boolean broken = FOLD.matcher(value).replaceAll("").chars().anyMatch(Character::isISOControl);
      if (broken) {
        throw new UnusableTemplateException("header", 0, name);
      }
      try {
        setHeader(name, value);
      } catch (MessagingException e) {
        throw new IllegalStateException("a mail in memory cannot fail", e);
      }
    }

    @Override
    protected void updateMessageID() {
      // Given.
    }
  }
}
