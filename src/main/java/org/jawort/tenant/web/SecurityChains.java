package org.jawort.tenant.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.jawort.platform.web.Audience;
import org.jawort.platform.web.LargeBody;
import org.jawort.platform.web.NavigationEntry;
import org.jawort.platform.web.SettingsEntry;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The security chains: a bare one for public addresses, which know neither session nor form token
 * and must be fast, and one for staff that denies whatever no rule allows. A room with a way in of
 * its own (the API) adds a chain with an order below {@value #PUBLIC}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {
  static final int PUBLIC = 100;
  static final int STAFF = 200;

  /** Requests are measured as a whole; a measure of each filter costs more than the filters. */
  @Bean
  SecurityObservationSettings noMeasureOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  /**
   * The usual firewall, which looks at each header by regular expressions; plain ASCII passes those
   * in any case and needs none.
   */
  @Bean
  StrictHttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(plainOr(StrictHttpFirewall.ALLOWED_HEADER_NAMES));
    firewall.setAllowedHeaderValues(plainOr(StrictHttpFirewall.ALLOWED_HEADER_VALUES));
    return firewall;
  }

  private static Predicate<String> plainOr(Predicate<String> usual) {
    return text -> text.chars().allMatch(c -> c >= ' ' && c <= '~') || usual.test(text);
  }

  @Bean
  @Order(PUBLIC)
  SecurityFilterChain publicChain() {
    List<RequestMatcher> addresses =
        List.of("f", "c", "r", "u", "p", "w", "log", "assets", "health").stream()
            .<RequestMatcher>map(
                first -> PathPatternRequestMatcher.withDefaults().matcher("/" + first + "/**"))
            .toList();
    return new DefaultSecurityFilterChain(new OrRequestMatcher(addresses));
  }

  @Bean
  @Order(STAFF)
  SecurityFilterChain staffChain(
      HttpSecurity http,
      SessionContext session,
      AddressAuthorization addressAuthorization,
      FilterRegistrationBean<StepUp> stepUp,
      CookieCsrfTokenRepository formTokens) {
    // No deferring: a page may have left its first bytes before it reaches its first form.
    var formToken = new XorCsrfTokenRequestAttributeHandler();
    formToken.setCsrfRequestAttributeName(null);
    return http.securityContext(context -> context.securityContextRepository(session))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(RequestCacheConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .csrf(csrf -> csrf.csrfTokenRepository(formTokens).csrfTokenRequestHandler(formToken))
        .authorizeHttpRequests(requests -> requests.anyRequest().access(addressAuthorization))
        .addFilterAfter(Objects.requireNonNull(stepUp.getFilter()), AuthorizationFilter.class)
        .exceptionHandling(
            denied ->
                denied
                    .authenticationEntryPoint(addressAuthorization)
                    .accessDeniedHandler(addressAuthorization))
        .build();
  }

  /** A filter of the staff's chain alone, and not of the whole server. */
  @Bean
  FilterRegistrationBean<StepUp> stepUp(
      AddressRules rules, ProofsAgain proofs, InstantSource clock) {
    var nowhere = new FilterRegistrationBean<>(new StepUp(rules, proofs, clock));
    nowhere.setEnabled(false);
    return nowhere;
  }

  /** Twice the same random value, in a cookie and in the form: only our pages can do that. */
  @Bean
  CookieCsrfTokenRepository formTokens() {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieName("__Host-jawort-csrf");
    tokens.setCookiePath("/");
    tokens.setCookieCustomizer(cookie -> cookie.secure(true).httpOnly(true).sameSite("Strict"));
    return tokens;
  }

  /** With a logo that is too large, to say so beside it. */
  @Bean
  LargeBody firmLogo() {
    return LargeBody.at("/app/settings", 16, "tenant.body.large");
  }

  @Bean
  AccessRules tenantAccess() {
    return AccessRules.of(
        AccessRule.get("/", Audience.EVERYONE),
        AccessRule.any("/login", Audience.EVERYONE),
        AccessRule.any("/setup", Audience.EVERYONE),
        AccessRule.post("/logout", Audience.EVERYONE),
        AccessRule.post("/login/**", Audience.EVERYONE),
        AccessRule.get("/login/provider/**", Audience.EVERYONE),
        AccessRule.any("/invitation/{link}", Audience.EVERYONE),
        AccessRule.any("/password/**", Audience.EVERYONE),
        AccessRule.any("/app/again/**", Audience.READER),
        AccessRule.get("/app/account/**", Audience.READER),
        AccessRule.post("/app/account/**", Audience.READER).provenAgain(),
        AccessRule.post("/app/account/password", Audience.READER),
        AccessRule.post("/app/account/sessions/**", Audience.READER),
        AccessRule.post("/app/language", Audience.READER),
        AccessRule.post("/app/tenant", Audience.READER),
        AccessRule.get("/app/settings/users/**", Audience.OWNER),
        AccessRule.post("/app/settings/users/**", Audience.OWNER).provenAgain(),
        AccessRule.get("/app/settings", Audience.READER),
        AccessRule.post("/app/settings", Audience.OWNER),
        AccessRule.get("/app/settings/hosts", Audience.READER),
        AccessRule.post("/app/settings/hosts/**", Audience.OWNER));
  }

  @Bean
  NavigationEntry settingsEntry() {
    return new NavigationEntry(
        1000, "tenant.settings.navigation", "/app/settings", "settings", Audience.READER);
  }

  @Bean
  SettingsEntry profileEntry() {
    return new SettingsEntry(100, "tenant.settings.firm", "/app/settings", Audience.READER);
  }

  @Bean
  SettingsEntry usersEntry() {
    return new SettingsEntry(150, "staff.users.title", "/app/settings/users", Audience.OWNER);
  }

  @Bean
  SettingsEntry hostsEntry() {
    return new SettingsEntry(200, "tenant.hosts.title", "/app/settings/hosts", Audience.READER);
  }
}
