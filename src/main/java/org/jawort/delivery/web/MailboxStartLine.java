package org.jawort.delivery.web;

import java.util.List;
import org.jawort.delivery.Mailbox;
import org.jawort.platform.Settings;
import org.jawort.platform.StartLine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where caught mails are read, with the code that opens them. */
@Configuration(proxyBeanMethods = false)
class MailboxStartLine {
  @Bean
  StartLine mailboxLine(Mailbox mailbox, Settings settings) {
    String address =
        "http://localhost:%d/mailbox?code=%s".formatted(settings.port(), mailbox.code());
    return new StartLine(
        300, "Mailbox", () -> mailbox.isOpen() ? List.of(address) : List.<String>of());
  }
}
