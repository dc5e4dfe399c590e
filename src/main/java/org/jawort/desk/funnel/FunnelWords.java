package org.jawort.desk.funnel;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import org.jawort.optin.funnel.FunnelBy;
import org.jawort.optin.funnel.MailboxProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.NoSuchMessageException;

/** Says numbers and names; in the template as {@code words}. */
public final class FunnelWords {
  private final MessageSource messages;
  private final Locale locale;
  private final Map<String, String> forms;
  private final Map<String, String> processes;

  FunnelWords(
      MessageSource messages,
      Locale locale,
      Map<String, String> forms,
      Map<String, String> processes) {
    this.messages = messages;
    this.locale = locale;
    this.forms = forms;
    this.processes = processes;
  }

  /** A number with its thousands apart. */
  public String number(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** A share of a hundred; a dash where there is nothing of which it would be a share. */
  public String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(1);
    return format.format((double) part / whole);
  }

  /** The same, with a word instead where there are too few. */
  public String shareOfMany(long part, long whole) {
    return whole > 0 && whole < FunnelRow.FEW ? text("funnel.few.short") : share(part, whole);
  }

  /** A time. */
  public String time(Lasted time) {
    return messages.getMessage(time.key(), new Object[] {time.large(), time.small()}, locale);
  }

  /** A moment of a day. */
  String moment(Instant at, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(locale)
        .format(at.atZone(zone));
  }

  /** A text. */
  public String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  /** The name of what a row is about. */
  public String name(FunnelBy by, String key) {
    if (key.isEmpty()) {
      return text("funnel.none." + by);
    }
    return switch (by) {
      case FORM -> forms.getOrDefault(key, text("funnel.unknown.FORM", end(key)));
      case PROCESS -> processes.getOrDefault(key, text("funnel.unknown.PROCESS", end(key)));
      case PROVIDER -> text("funnel.provider." + MailboxProvider.valueOf(key));
      case SOURCE -> source(key);
    };
  }

  private String source(String key) {
    try {
      return text("funnel.source." + key);
    } catch (NoSuchMessageException e) {
      // A room that came later has sources of its own; its code is better than nothing.
      return key;
    }
  }

  private static String end(String key) {
    return key.substring(Math.max(0, key.length() - 6));
  }
}
