package org.jawort.desk.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.contact.MailBlock;
import org.jawort.desk.ConsentAction;
import org.jawort.platform.web.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Colour and icon that stand beside the word of a state, and moments as a proof needs them; in
 * templates as {@code @statusStyle}.
 */
@Component("statusStyle")
public class StatusStyle {
  /** The colour of a status. */
  public String colour(ConsentStatus status) {
    return switch (status) {
      case CONFIRMED, EXTERNALLY_DOCUMENTED -> "green";
      case TRIGGERED, SENT -> "azure";
      case LAPSED -> "orange";
      case REFUSED, REVOKED -> "red";
      case UNKNOWN -> "secondary";
    };
  }

  /** The colour of an event: that of the status, or of a block where it is about one alone. */
  public String colour(EventType type, @Nullable ConsentStatus status) {
    if (status != null) {
      return colour(status);
    }
    return switch (type) {
      case BLOCKED -> "orange";
      case OBJECTED -> "red";
      default -> "secondary";
    };
  }

  /** The icon of a status. */
  public String icon(ConsentStatus status) {
    return switch (status) {
      case CONFIRMED -> "check";
      case EXTERNALLY_DOCUMENTED -> "document";
      case TRIGGERED -> "clock";
      case SENT -> "send";
      case LAPSED -> "history";
      case REFUSED -> "cross";
      case REVOKED -> "ban";
      case UNKNOWN -> "question";
    };
  }

  /** The icon of an action. */
  public String icon(ConsentAction action) {
    return switch (action) {
      case ASK, RENEW -> "send";
      case DECLARE -> "document";
      case TAKE_BACK -> "left";
      case REFUSE -> "cross";
      case WITHDRAW -> "ban";
      case USE -> "phone";
      case LATER -> "clock";
    };
  }

  /** The colour of a mail block; what only waits is milder than what went wrong. */
  public String colour(MailBlock block) {
    return block == MailBlock.NEW ? "secondary" : "orange";
  }

  /** The icon of an event. */
  public String icon(EventType type) {
    return switch (type) {
      case SIGNED_UP, FILLED_IN -> "edit";
      case REQUESTED -> "question";
      case SENT, MAILED -> "send";
      case CONFIRMED, RENEWED, GRANTED -> "check";
      case REFUSED -> "cross";
      case LAPSED -> "history";
      case DECLARED, DECLARED_ANEW -> "document";
      case DECLARATION_WITHDRAWN -> "left";
      case REVOKED, OBJECTED -> "ban";
      case ASK_LATER -> "clock";
      case BLOCKED -> "lock";
      case UNBLOCKED -> "unlock";
      case USED -> "phone";
    };
  }

  /** The colour of a mail's state. */
  public String mailColour(String status) {
    return switch (status) {
      case "ACCEPTED" -> "green";
      case "QUEUED" -> "azure";
      case "WITHHELD" -> "orange";
      default -> "red";
    };
  }

  /** A moment to the second, in the viewer's zone. */
  public String exact(Instant instant) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(LocaleContextHolder.getLocale())
        .withZone(Viewer.current().map(Viewer::timeZone).orElse(ZoneOffset.UTC))
        .format(instant);
  }

  /** The icon of a mail's state. */
  public String mailIcon(String status) {
    return switch (status) {
      case "ACCEPTED" -> "check";
      case "QUEUED" -> "clock";
      case "WITHHELD" -> "ban";
      default -> "alert";
    };
  }
}
