package org.jawort.desk.funnel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.optin.funnel.FunnelBy;
import org.jawort.optin.funnel.FunnelQuestion;
import org.jawort.platform.web.FormInput;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody wants to see, as the address of the page says it.
 *
 * @param period 7, 30 or 90 days up to today, or {@value #OWN}
 * @param from first day
 * @param to last day
 * @param only keys by which is filtered; an empty key is written {@value #NONE}
 * @param sort a column of the table
 * @param form what was typed, and what is wrong with it
 */
record FunnelWish(
    String period,
    LocalDate from,
    LocalDate to,
    FunnelBy by,
    Map<FunnelBy, String> only,
    String sort,
    FormInput form) {
  static final String OWN = "own";
  static final String NONE = "none";
  static final List<String> PERIODS = List.of("7", "30", "90", OWN);

  /** Columns of the table; the last are shares and times. */
  static final List<String> COLUMNS =
      List.of(
          "name",
          "SUBMITTED",
          "SENT",
          "ACCEPTED",
          "FETCHED",
          "CONFIRMED",
          "share",
          "LAPSED",
          "median");

  private static final int LONGEST_DAYS = 3 * 366;
  private static final Pattern KEY = Pattern.compile("[\\p{Alnum}_:-]{1,80}");

  static FunnelWish of(MultiValueMap<String, String> values, LocalDate today) {
    FormInput form = FormInput.of(values, "funnel.field");
    String period = oneOf(PERIODS, form.value("period"), "30");
    LocalDate from = today.minusDays(period.equals(OWN) ? 29 : Long.parseLong(period) - 1);
    LocalDate to = today;
    if (period.equals(OWN)) {
      from = day(form, "from").orElse(from);
      to = day(form, "to").orElse(to);
      if (from.isAfter(to)) {
        form.refuse("to", "funnel.problem.order");
      } else if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
        form.refuse("from", "funnel.problem.long");
      }
    }
    var only = new EnumMap<FunnelBy, String>(FunnelBy.class);
    for (FunnelBy by : FunnelBy.values()) {
      String key = form.value(name(by));
      if (KEY.matcher(key).matches()) {
        only.put(by, key.equals(NONE) ? "" : key);
      }
    }
    return new FunnelWish(
        period,
        from,
        to,
        Arrays.stream(FunnelBy.values())
            .filter(by -> name(by).equals(form.value("by")))
            .findFirst()
            .orElse(FunnelBy.FORM),
        only,
        oneOf(COLUMNS, form.value("sort"), "SUBMITTED"),
        form);
  }

  private static String oneOf(List<String> known, String given, String otherwise) {
    return known.contains(given) ? given : otherwise;
  }

  private static Optional<LocalDate> day(FormInput form, String field) {
    try {
      LocalDate day = LocalDate.parse(form.value(field));
      if (day.getYear() >= 1970 && day.getYear() <= 9999) {
        return Optional.of(day);
      }
    } catch (DateTimeException e) {
      // Answered below, like a date that no calendar of ours has.
    }
    form.refuse(field, "funnel.problem.date");
    return Optional.empty();
  }

  /** How a dimension is called in the address. */
  static String name(FunnelBy by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  FunnelQuestion question(ZoneId zone) {
    return new FunnelQuestion(
        from.atStartOfDay(zone).toInstant(),
        to.plusDays(1).atStartOfDay(zone).toInstant(),
        by,
        only);
  }

  /** Whether anything is filtered. */
  public boolean filtered() {
    return !only.isEmpty();
  }

  /** The address of the same with one more filter. */
  String with(String key) {
    var more = new EnumMap<FunnelBy, String>(FunnelBy.class);
    more.putAll(only);
    more.put(by, key);
    return address("/app/funnel", more, sort);
  }

  /** The address of the same, sorted otherwise. */
  public String sorted(String column) {
    return address("/app/funnel", only, column);
  }

  /** The address of the same as a file. */
  public String file() {
    return address("/app/funnel/funnel.csv", only, sort);
  }

  /** The address of the same without filters. */
  public String unfiltered() {
    return address("/app/funnel", Map.of(), sort);
  }

  private String address(String path, Map<FunnelBy, String> filters, String column) {
    var address = UriComponentsBuilder.fromPath(path).queryParam("period", period);
    if (period.equals(OWN)) {
      address.queryParam("from", from).queryParam("to", to);
    }
    for (FunnelBy dimension : FunnelBy.values()) {
      String key = filters.get(dimension);
      if (key != null) {
        address.queryParam(name(dimension), key.isEmpty() ? NONE : key);
      }
    }
    return address.queryParam("by", name(by)).queryParam("sort", column).encode().toUriString();
  }
}
