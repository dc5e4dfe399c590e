package org.jawort.delivery;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a mail program shows it.
 *
 * @param headers name and value, decoded and in their order
 * @param html the HTML part, or null
 * @param text the plain part, or null
 */
public record ShownMail(
    String id,
    Instant at,
    String from,
    String to,
    String subject,
    List<Line> headers,
    @Nullable String html,
    @Nullable String text,
    String source) {
  /** One header. */
  public record Line(String name, String value) {}

  /** Ours are two deep. */
  private static final int DEEPEST = 10;

  private static final Session SESSION = Session.getInstance(utf8Headers());

  private static Properties utf8Headers() {
    var properties = new Properties();
    properties.put("mail.mime.allowutf8", "true");
    return properties;
  }

  /**
   * Reads a mail of our own. One that cannot be taken apart, since its rows were damaged, is shown
   * as it is.
   *
   * @param raw byte for byte
   */
  public static ShownMail of(MessageId id, Instant at, byte[] raw) {
    String whole = new String(raw, StandardCharsets.UTF_8);
    try {
      var mail = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
      return new ShownMail(
          id.toString(),
          at,
          header(mail, "From"),
          header(mail, "To"),
          header(mail, "Subject"),
          headers(mail),
          find(mail, "text/html", 0).orElse(null),
          find(mail, "text/plain", 0).orElse(null),
          whole);
    } catch (MessagingException | IOException | RuntimeException e) {
      return new ShownMail(id.toString(), at, "", "", "", List.of(), null, whole, whole);
    }
  }

  private static String header(MimeMessage mail, String name) throws MessagingException {
    return Optional.ofNullable(mail.getHeader(name, ", ")).map(ShownMail::decoded).orElse("");
  }

  private static List<Line> headers(MimeMessage mail) throws MessagingException {
    var lines = new ArrayList<Line>();
    for (Header header : Collections.list(mail.getAllHeaders())) {
      lines.add(new Line(header.getName(), decoded(header.getValue())));
    }
    return lines;
  }

  private static String decoded(String value) {
    try {
      return MimeUtility.decodeText(MimeUtility.unfold(value));
    } catch (UnsupportedEncodingException e) {
      return value;
    }
  }

  private static Optional<String> find(Part part, String type, int depth)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of((String) part.getContent());
    }
    if (part.isMimeType("multipart/*") && depth < DEEPEST) {
      var parts = (Multipart) part.getContent();
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        Optional<String> found = find(inner, type, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The HTML part with its links opening in a tab of their own, out of the sandboxed frame. */
  public String framed() {
    String base = "<base target=\"_blank\">";
    String whole = html == null ? "" : html;
    return whole.contains("<head>") ? whole.replaceFirst("<head>", "<head>" + base) : base + whole;
  }
}
