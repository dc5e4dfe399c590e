package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.consent.LandingVersion;
import org.jawort.delivery.MessageId;
import org.jawort.optin.OptIns;
import org.jawort.optin.PendingQuestion;
import org.jawort.optin.Visit;
import org.jawort.optin.trial.Trials;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.platform.web.ClientAddress;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Finds what a token from outside is about. */
@Component
class PersonalLinks {
  private final Tokens tokens;
  private final Tenants tenants;
  private final OptIns optIns;
  private final LandingPages landings;
  private final ShownQuestions questions;
  private final Trials trials;
  private final Settings settings;
  private final InstantSource clock;

  PersonalLinks(
      Tokens tokens,
      Tenants tenants,
      OptIns optIns,
      LandingPages landings,
      ShownQuestions questions,
      Trials trials,
      Settings settings,
      InstantSource clock) {
    this.landings = landings;
    this.questions = questions;
    this.trials = trials;
    this.tokens = tokens;
    this.tenants = tenants;
    this.optIns = optIns;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A genuine link.
   *
   * @param expired whether its time is over
   */
  record Link(Tenant tenant, MessageId message, PendingQuestion request, boolean expired) {}

  /** The link of the token; empty where it is forged, cut off, or about nothing that is kept. */
  Optional<Link> find(Tokens.Kind kind, String token) {
    return tokens
        .read(kind, token)
        .flatMap(
            content ->
                tenants.byNumber(content.tenantNumber()).flatMap(tenant -> link(tenant, content)));
  }

  private Optional<Link> link(TenantId tenant, Tokens.Content content) {
    var message = new MessageId(content.id());
    return optIns
        .show(tenant, message)
        .map(
            pendingQuestion ->
                new Link(
                    tenants.find(tenant),
                    message,
                    pendingQuestion,
                    content.expiredAt(clock.instant())));
  }

  /** Tells whether it is the link of a trial that was removed meanwhile. */
  boolean ofEndedTrial(Tokens.Kind kind, String token) {
    return tokens
        .read(kind, token)
        .filter(
            content ->
                tenants
                    .byNumber(content.tenantNumber())
                    .filter(tenant -> trials.had(tenant, new MessageId(content.id())))
                    .isPresent())
        .isPresent();
  }

  /** Address of the page on which a consent given by this link is withdrawn again. */
  String unsubscribe(Link link) {
    return "/u/"
        + tokens.write(
            new Tokens.Content(
                Tokens.Kind.UNSUBSCRIBE,
                link.tenant().number(),
                link.message().value(),
                Optional.empty()));
  }

  /**
   * Who pressed the button of a question, as far as the tenant wants to know, and on which page.
   */
  Visit visit(HttpServletRequest request, Link link, LandingKind question) {
    LandingVersion pressed =
        landings.pressed(
            link.tenant().id(), question, link.request().language(), request.getParameter("page"));
    return visit(request, link.tenant())
        .on(pressed, questions.of(link.tenant(), link.request(), question, pressed));
  }

  /** The same of who pressed the button of a complaint. */
  Visit complaint(HttpServletRequest request, Link link) {
    return visit(request, link.tenant())
        .on(null, questions.complaint(link.tenant(), link.request()));
  }

  /** Who is at the other end, as far as the tenant wants to know. */
  Visit visit(HttpServletRequest request, Tenant tenant) {
    return Visit.of(
        ClientAddress.of(request, settings.reach().proxies()).address(),
        tenant.ipMode(),
        request.getHeader("User-Agent"));
  }
}
