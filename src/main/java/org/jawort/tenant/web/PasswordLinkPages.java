package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.account.PasswordLinks;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A forgotten password: asking for a link, and setting a new one behind it. */
@Controller
class PasswordLinkPages {
  private final PasswordLinks links;
  private final SignIns signIns;
  private final Newcomers newcomers;
  private final Tenants tenants;
  private final SecondSteps steps;
  private final ApplicationEventPublisher events;
  private final Networks proxies;

  PasswordLinkPages(
      PasswordLinks links,
      SignIns signIns,
      Newcomers newcomers,
      Tenants tenants,
      SecondSteps steps,
      ApplicationEventPublisher events,
      Settings settings) {
    this.links = links;
    this.signIns = signIns;
    this.newcomers = newcomers;
    this.tenants = tenants;
    this.steps = steps;
    this.events = events;
    this.proxies = settings.reach().proxies();
  }

  @GetMapping("/password")
  Answer page() {
    return Answer.page("tenant/password-forgotten").with("form", FormInput.empty());
  }

  /** The same answer for every address. */
  @PostMapping("/password")
  Answer ask(@Labels("account.forgotten") FormInput form, HttpServletRequest request) {
    Optional<StaffEmail> email = StaffEmail.parse(form.required("email", 254));
    if (email.isEmpty()) {
      form.refuse("email", "tenant.profile.address.wrong");
      return Answer.page("tenant/password-forgotten").with("form", form).status(422);
    }
    links.ask(email.get(), ClientAddress.of(request, proxies).network());
    return Answer.redirect("/login").good("account.forgotten.sent");
  }

  @GetMapping("/password/{link}")
  Answer open(@PathVariable String link) {
    return draw(user(link), link, FormInput.empty());
  }

  private User user(String link) {
    return links.find(link).flatMap(signIns::member).orElseThrow(PasswordLinkPages::over);
  }

  private static PageFault over() {
    return PageFault.gone("account.link.over").leadingTo("/password", "account.forgotten.title");
  }

  @PostMapping("/password/{link}")
  Answer set(
      @PathVariable String link,
      @Labels("account.password") FormInput form,
      HttpServletRequest request,
      HttpServletResponse response) {
    User user = user(link);
    Optional<String> hash =
        newcomers.password(form, user.email(), tenants.find(user.tenant()).name());
    if (hash.isEmpty()) {
      return draw(user, link, form).status(422);
    }
    use(link, user.account(), hash.get());
    events.publishEvent(
        new StaffDeed.AccountChanged(
            user.tenant(), user.id(), StaffDeed.AccountChange.PASSWORD_SET_BY_LINK));
    return steps.follow(user, StaffDeed.Way.LINK, "/app", request, response);
  }

  private void use(String link, AccountId account, String hash) {
    if (!links.use(link, account, hash)) {
      throw over();
    }
  }

  private static Answer draw(User user, String link, FormInput form) {
    return Answer.page("tenant/password-new")
        .with("form", form)
        .with("link", link)
        .with("email", user.email().address());
  }
}
