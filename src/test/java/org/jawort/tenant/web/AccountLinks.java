package org.jawort.tenant.web;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the links to accounts out of the mails of a tenant, as those do who get them. */
record AccountLinks(TestServer server, TenantId tenant) {
  /** The path of the link in the newest mail to an address. */
  String newest(String address) {
    Matcher link =
        Pattern.compile("https?://[^/\\s]+(/\\S+)").matcher(text(mails(address).getFirst()));
    if (!link.find()) {
      throw new AssertionError("no link in the mail to " + address);
    }
    return link.group(1);
  }

  /** How many mails there are to an address. */
  int count(String address) {
    return mails(address).size();
  }

  private List<byte[]> mails(String address) {
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        SELECT raw FROM staff_mail
                        WHERE tenant_id = :tenant AND envelope_to = :address AND kind = 'ACCOUNT'
                        ORDER BY id DESC
                        """)
                    .param("tenant", tenant.value())
                    .param("address", address)
                    .query((row, number) -> row.getBytes(1))
                    .list());
  }

  private static String text(byte[] mail) {
    try {
      Session session = Session.getInstance(new Properties());
      return text(new MimeMessage(session, new ByteArrayInputStream(mail)).getContent());
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Object content) throws MessagingException, IOException {
    return content instanceof MimeMultipart parts
        ? text(parts.getBodyPart(0).getContent())
        : content.toString();
  }
}
