package org.jawort.campaign.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jawort.delivery.Outgoing;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.Tokens;
import org.jawort.platform.Tokens.Kind;
import org.springframework.stereotype.Component;

/** Makes the personal links of a message; none says anything of the recipient. */
@Component
public class Links {
  /** How long the question may be answered, unless its process waits otherwise (law 12, 23). */
  static final Duration VALID = Duration.ofDays(7);

  /** Beginning of the addresses in mails that are tried out. */
  static final String TRIAL = "/w/trial/";

  private final Settings settings;
  private final Tokens tokens;

  Links(Settings settings, Tokens tokens) {
    this.settings = settings;
    this.tokens = tokens;
  }

  /**
   * The links of one message.
   *
   * @param unsubscribe withdraws; never expires (law 31)
   * @param webVersion shows the mail in a browser
   * @param validUntil when confirm and refuse end
   */
  public record Personal(
      String confirm, String refuse, String unsubscribe, String webVersion, Instant validUntil) {}

  /** Links that lead to a page which says that it is a trial, and do nothing. */
  public Personal trial(Language language, Instant at) {
    String page = settings.publicUrl() + TRIAL + language.code() + "/";
    return new Personal(
        page + "confirm",
        page + "refuse",
        page + "unsubscribe",
        page + "web-version",
        at.plus(VALID));
  }

  Personal of(Outgoing message, int tenantNumber) {
    Instant given = message.answerUntil();
    Instant end = given == null ? message.createdAt().plus(VALID) : given;
    return new Personal(
        link("/c/", Kind.CONFIRM, message, tenantNumber, Optional.of(end)),
        link("/r/", Kind.REFUSE, message, tenantNumber, Optional.of(end)),
        link("/u/", Kind.UNSUBSCRIBE, message, tenantNumber, Optional.empty()),
        link("/w/", Kind.WEB_VERSION, message, tenantNumber, Optional.empty()),
        end);
  }

  private String link(
      String path, Kind kind, Outgoing message, int tenantNumber, Optional<Instant> end) {
    var content = new Tokens.Content(kind, tenantNumber, message.id().value(), end);
    return settings.publicUrl() + path + tokens.write(content);
  }
}
