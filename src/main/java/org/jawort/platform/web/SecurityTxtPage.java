package org.jawort.platform.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jawort.platform.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Says whom to tell of a weakness of this installation (RFC 9116), where the operator names one.
 */
@Controller
class SecurityTxtPage {
  private static final String ADDRESS = "/.well-known/security.txt";

  /** Less than a year, as section 2.5.5 recommends; whoever runs it is reached while it runs. */
  private static final int DAYS = 180;

  private final Optional<URI> contact;
  private final URI publicUrl;
  private final InstantSource clock;

  SecurityTxtPage(Settings settings, InstantSource clock) {
    this.contact = settings.reach().securityContact();
    this.publicUrl = settings.publicUrl();
    this.clock = clock;
  }

  @Bean
  static AccessRules securityTxtAccess() {
    return AccessRules.of(AccessRule.get(ADDRESS, Audience.EVERYONE));
  }

  @GetMapping(ADDRESS)
  Answer show() {
    return contact
        .map(one -> Answer.written("text/plain;charset=UTF-8", text(one)))
        .orElseGet(() -> Answer.empty(404));
  }

  private byte[] text(URI one) {
    return """
        Contact: %s
        Expires: %s
        Preferred-Languages: de, en
        Canonical: %s%s
        """
        .formatted(
            one,
            clock.instant().plus(DAYS, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS),
            publicUrl,
            ADDRESS)
        .getBytes(StandardCharsets.UTF_8);
  }
}
