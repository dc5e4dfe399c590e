package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.SignInOrigin;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.jawort.tenant.provider.SignOn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out, and the language of whoever is signed in. */
@Controller
class SignInPages {
  private final SignIns signIns;
  private final SecondSteps steps;
  private final Admissions admissions;
  private final Users users;
  private final AuditedSignIns audit;
  private final Networks proxies;
  private final SignOn signOn;

  SignInPages(
      SignIns signIns,
      SecondSteps steps,
      Admissions admissions,
      Users users,
      AuditedSignIns audit,
      SignOn signOn,
      Settings settings) {
    this.steps = steps;
    this.signOn = signOn;
    this.signIns = signIns;
    this.admissions = admissions;
    this.users = users;
    this.audit = audit;
    this.proxies = settings.reach().proxies();
  }

  @GetMapping("/")
  Answer root() {
    return Answer.redirect("/app");
  }

  @GetMapping("/login")
  Answer page(@RequestParam(defaultValue = "") String to) {
    return Viewer.current().isPresent() ? Answer.redirect(OwnPaths.own(to)) : draw("", to);
  }

  @PostMapping("/login")
  Answer signIn(FormInput form, HttpServletRequest request, HttpServletResponse response) {
    String email = form.secret("email");
    String to = form.secret("to");
    SignInOrigin origin = DeviceCookie.origin(request, proxies);
    return switch (signIns.attempt(email, form.secret("password"), origin)) {
      case SignIns.SignInOutcome.SignedIn(User user) ->
          steps.follow(user, StaffDeed.Way.PASSWORD, to, request, response);
      case SignIns.SignInOutcome.Refused() ->
          draw(email, to).with("problem", "tenant.login.refused").status(422);
      case SignIns.SignInOutcome.TooMany() ->
          draw(email, to).with("problem", "tenant.login.many").status(429);
    };
  }

  private Answer draw(String email, String to) {
    return Answer.page("tenant/login")
        .with("email", email)
        .with("to", OwnPaths.own(to))
        .with("provider", signOn.isOn());
  }

  /** Leads on to where somebody wants to go as another person, as with an invitation. */
  @PostMapping("/logout")
  Answer signOut(
      @RequestParam(defaultValue = "") String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    audit.signedOut();
    admissions.dismiss(request, response);
    String next = to.isEmpty() ? "/login" : OwnPaths.own(to);
    return Answer.redirect(next).good("tenant.login.bye");
  }

  @PostMapping("/app/tenant")
  Answer goOn(@RequestParam int tenant, HttpServletRequest request, HttpServletResponse response) {
    if (!admissions.move(tenant, request, response)) {
      throw PageFault.forbidden("staff.elsewhere");
    }
    return Answer.redirect("/app");
  }

  @PostMapping("/app/language")
  Answer speak(
      @RequestParam String language, @RequestParam(defaultValue = "") String to, Acting acting) {
    Optional<Language> wanted = Language.of(language);
    wanted.ifPresent(known -> users.speak(acting.tenant(), acting.user(), known));
    return Answer.redirect(OwnPaths.own(to));
  }
}
