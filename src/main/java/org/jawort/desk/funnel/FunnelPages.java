package org.jawort.desk.funnel;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jawort.optin.funnel.Funnel;
import org.jawort.optin.funnel.FunnelBy;
import org.jawort.optin.funnel.FunnelCounts;
import org.jawort.optin.funnel.Funnels;
import org.jawort.optin.funnel.MailboxProvider;
import org.jawort.optin.funnel.SignUpResult;
import org.jawort.optin.funnel.Stage;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Audience;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** From the sign-up to the confirmation: a picture, a table, a file (B-11). */
@Controller
class FunnelPages {
  private final Funnels funnels;
  private final FunnelNames names;
  private final Tenants tenants;
  private final MessageSource messages;
  private final InstantSource clock;

  FunnelPages(
      Funnels funnels,
      FunnelNames names,
      Tenants tenants,
      MessageSource messages,
      InstantSource clock) {
    this.funnels = funnels;
    this.names = names;
    this.tenants = tenants;
    this.messages = messages;
    this.clock = clock;
  }

  /** Who may look. */
  @Bean
  static AccessRules funnelAccess() {
    return AccessRules.of(
        AccessRule.get("/app/funnel/**", Audience.READER),
        AccessRule.get("/app/funnel/funnel.csv", Audience.READER).provenAgain());
  }

  @GetMapping("/app/funnel")
  Answer page(@RequestParam MultiValueMap<String, String> values, Acting acting, Locale locale) {
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    FunnelWish wish = wish(values, zone);
    FunnelWords words = words(acting.tenant(), locale);
    Answer page =
        Answer.page("desk/funnel")
            .with("wish", wish)
            .with("form", wish.form())
            .with("words", words)
            .with("zone", zone.getId())
            .with("options", options(acting.tenant(), words));
    if (!wish.form().isGood()) {
      return page.status(422);
    }
    Funnel funnel = funnels.of(acting.tenant(), wish.question(zone));
    return page.with("funnel", funnel)
        .with("until", funnel.until().map(at -> words.moment(at, zone)).orElse(null))
        .with("few", funnel.total().at(Stage.SUBMITTED) < FunnelRow.FEW)
        .with("chart", FunnelChart.of(funnel.total()))
        .with("median", funnel.total().times().median().map(Lasted::of).orElse(null))
        .with("ninety", funnel.total().times().ninety().map(Lasted::of).orElse(null))
        .with("rows", rows(funnel, wish, words))
        .with("fates", SignUpResult.values())
        .with("stops", FunnelCounts.Stop.values())
        .with("stages", Stage.values());
  }

  private FunnelWish wish(MultiValueMap<String, String> values, ZoneId zone) {
    return FunnelWish.of(values, LocalDate.ofInstant(clock.instant(), zone));
  }

  private FunnelWords words(TenantId tenant, Locale locale) {
    return new FunnelWords(messages, locale, names.forms(tenant), names.processes(tenant));
  }

  private static List<FunnelRow> rows(Funnel funnel, FunnelWish wish, FunnelWords words) {
    return funnel.rows().stream()
        .map(
            row ->
                FunnelRow.of(
                    row.key(),
                    words.name(wish.by(), row.key()),
                    row.counts(),
                    wish.with(row.key())))
        .sorted(FunnelRow.by(wish.sort()))
        .toList();
  }

  /** What can be chosen in each filter, by the name of its field. */
  private Map<String, Map<String, String>> options(TenantId tenant, FunnelWords words) {
    var options = new LinkedHashMap<String, Map<String, String>>();
    Map<String, String> forms = new LinkedHashMap<>(names.forms(tenant));
    forms.put(FunnelWish.NONE, words.name(FunnelBy.FORM, ""));
    options.put("form", forms);
    Map<String, String> processes = new LinkedHashMap<>(names.processes(tenant));
    processes.put(FunnelWish.NONE, words.name(FunnelBy.PROCESS, ""));
    options.put("process", processes);
    options.put(
        "provider",
        named(
            FunnelBy.PROVIDER,
            Arrays.stream(MailboxProvider.values()).map(Enum::name).toList(),
            words));
    options.put("source", named(FunnelBy.SOURCE, List.of("FORM", "TABLET", "STAFF", "API"), words));
    return options;
  }

  private static Map<String, String> named(FunnelBy by, List<String> keys, FunnelWords words) {
    var named = new LinkedHashMap<String, String>();
    keys.forEach(key -> named.put(key, words.name(by, key)));
    return named;
  }

  @GetMapping("/app/funnel/funnel.csv")
  ResponseEntity<byte[]> file(
      @RequestParam MultiValueMap<String, String> values, Acting acting, Locale locale) {
    ZoneId zone = tenants.find(acting.tenant()).timeZone();
    FunnelWish wish = wish(values, zone);
    if (!wish.form().isGood()) {
      return ResponseEntity.unprocessableContent().build();
    }
    FunnelWords words = words(acting.tenant(), locale);
    Funnel funnel = funnels.of(acting.tenant(), wish.question(zone));
    String name = "funnel-%s-%s.csv".formatted(wish.from(), wish.to());
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(FunnelFile.of(funnel, rows(funnel, wish, words), wish, words));
  }
}
