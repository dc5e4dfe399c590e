package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jawort.integration.Caller;
import org.jawort.optin.funnel.Funnel;
import org.jawort.optin.funnel.FunnelBy;
import org.jawort.optin.funnel.FunnelQuestion;
import org.jawort.optin.funnel.Funnels;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of the sign-ups of a period (B-11). */
@RestController
@RequestMapping(path = "/api/v1/funnel", produces = "application/json")
@Tag(name = "Funnel")
class FunnelApi {
  private static final int DAYS = 30;
  private static final int LONGEST_DAYS = 3 * 366;

  private final Funnels funnels;
  private final Tenants tenants;
  private final InstantSource clock;

  FunnelApi(Funnels funnels, Tenants tenants, InstantSource clock) {
    this.funnels = funnels;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * The answer.
   *
   * @param from first day
   * @param to last day
   * @param zone in which the days begin
   * @param by how the rows are broken down
   * @param countedUntil up to when everything is counted, where so much comes in that the rest
   *     still is being counted; null where all is
   */
  @Schema(name = "Funnel")
  record FunnelJson(
      LocalDate from,
      LocalDate to,
      String zone,
      @Schema(allowableValues = {"form", "process", "provider", "source"}) String by,
      @Nullable Instant countedUntil,
      FunnelCountsJson total,
      List<RowJson> rows) {}

  /**
   * One row.
   *
   * @param key id of a form, {@code id:version} of a process, a provider or a source; empty where
   *     there is none
   */
  @Schema(name = "FunnelRow")
  record RowJson(String key, FunnelCountsJson counts) {}

  private record Days(LocalDate from, LocalDate to) {}

  @GetMapping
  @Operation(
      operationId = "getFunnel",
      summary = "From the sign-up to the confirmation: how many came how far",
      description =
          "Counts those who signed up on the given days, with what became of them until now."
              + " fetched says nothing about consent: mail scanners open links too. sent means that"
              + " handing over to the mail server was tried, accepted that it took the mail over.")
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "First day, in the tenant's time zone; without it 29 days before to",
      schema = @Schema(type = "string", format = "date"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "Last day; without it today",
      schema = @Schema(type = "string", format = "date"))
  @Parameter(
      name = "by",
      in = ParameterIn.QUERY,
      schema =
          @Schema(
              type = "string",
              allowableValues = {"form", "process", "provider", "source"},
              defaultValue = "form"))
  FunnelJson get(
      @Parameter(hidden = true) Caller caller, @Parameter(hidden = true) QueryInput query) {
    ZoneId zone = tenants.find(caller.tenant()).timeZone();
    Days days = days(query, zone);
    FunnelBy by = by(query);
    query.finish();
    var question =
        new FunnelQuestion(
            days.from().atStartOfDay(zone).toInstant(),
            days.to().plusDays(1).atStartOfDay(zone).toInstant(),
            by,
            Map.of());
    Funnel funnel = funnels.of(caller.tenant(), question);
    return new FunnelJson(
        days.from(),
        days.to(),
        zone.getId(),
        name(by),
        funnel.until().orElse(null),
        FunnelCountsJson.of(funnel.total()),
        funnel.rows().stream()
            .map(row -> new RowJson(row.key(), FunnelCountsJson.of(row.counts())))
            .toList());
  }

  private Days days(QueryInput query, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate to = day(query, "to").orElse(today);
    LocalDate from = day(query, "from").orElse(to.minusDays(DAYS - 1L));
    if (from.isAfter(to)) {
      query.refuse("to", "must not be before from");
    } else if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
      query.refuse("from", "must be at most three years before to");
    }
    return new Days(from, to);
  }

  private static Optional<LocalDate> day(QueryInput query, String name) {
    Optional<String> text = query.text(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate day = LocalDate.parse(text.get());
      if (day.getYear() >= 1970 && day.getYear() <= 9999) {
        return Optional.of(day);
      }
    } catch (DateTimeException e) {
      // Refused below, like a day before all times.
    }
    query.refuse(name, "must be a day as in RFC 3339, e.g. 2026-05-01");
    return Optional.empty();
  }

  private static FunnelBy by(QueryInput query) {
    String given = query.text("by").orElse(name(FunnelBy.FORM));
    Optional<FunnelBy> by =
        Arrays.stream(FunnelBy.values()).filter(one -> name(one).equals(given)).findFirst();
    if (by.isEmpty()) {
      query.refuse("by", "must be one of form, process, provider, source");
    }
    return by.orElse(FunnelBy.FORM);
  }

  private static String name(FunnelBy by) {
    return by.name().toLowerCase(Locale.ROOT);
  }
}
