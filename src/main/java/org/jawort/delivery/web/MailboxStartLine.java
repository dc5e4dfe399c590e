package org.jawort.delivery.web;

import java.util.List;
import org.jawort.delivery.Mailbox;
import org.jawort.platform.Settings;
import org.jawort.platform.StartLine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where caught mails are read; under this name alone, as the mailbox opens to no other. */
@Configuration(proxyBeanMethods = false)
class MailboxStartLine {
  @Bean
  StartLine mailboxLine(Mailbox mailbox, Settings settings) {
    String address = "http://localhost:%d/mailbox".formatted(settings.port());
    return new StartLine(
        300, "Mailbox", () -> mailbox.isOpen() ? List.of(address) : List.<String>of());
  }
}
