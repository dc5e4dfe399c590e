package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jawort.platform.Networks;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.account.SessionList;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own account: password, what else opens it, and where one is signed in. */
@Controller
class AccountPages {
  static final String PATH = "/app/account";

  private final AccountView view;
  private final Accounts accounts;
  private final SignIns signIns;
  private final Newcomers newcomers;
  private final Tenants tenants;
  private final SessionList sessions;
  private final ApplicationEventPublisher events;
  private final Networks proxies;

  AccountPages(
      AccountView view,
      Accounts accounts,
      SignIns signIns,
      Newcomers newcomers,
      Tenants tenants,
      SessionList sessions,
      ApplicationEventPublisher events,
      Settings settings) {
    this.view = view;
    this.accounts = accounts;
    this.signIns = signIns;
    this.newcomers = newcomers;
    this.tenants = tenants;
    this.sessions = sessions;
    this.events = events;
    this.proxies = settings.reach().proxies();
  }

  @GetMapping(PATH)
  Answer page(HttpServletRequest request) {
    return view.draw(FormInput.empty(), request);
  }

  @PostMapping(PATH + "/password")
  Answer change(@Labels("account.password") FormInput form, HttpServletRequest request) {
    User user = AccountView.user();
    Optional<String> hash =
        newcomers.password(form, user.email(), tenants.find(user.tenant()).name());
    // The former one last, so that a try is counted only where it would come to something.
    if (hash.isEmpty() || !isTheirs(user, form, request)) {
      return view.draw(form, request).status(422);
    }
    accounts.setHash(user.account(), hash.get());
    endOthers(user, request);
    tell(user, StaffDeed.AccountChange.PASSWORD_CHANGED);
    return Answer.redirect(PATH).good("account.password.changed");
  }

  private boolean isTheirs(User user, FormInput form, HttpServletRequest request) {
    if (accounts.hash(user.account()).isEmpty()) {
      return true;
    }
    SignIns.SignInOutcome outcome =
        signIns.attempt(
            user.email().address(), form.secret("former"), DeviceCookie.origin(request, proxies));
    if (!(outcome instanceof SignIns.SignInOutcome.SignedIn)) {
      boolean many = outcome instanceof SignIns.SignInOutcome.TooMany;
      form.refuse("former", many ? "tenant.login.many" : "account.password.former.wrong");
    }
    return form.isGood();
  }

  private void endOthers(User user, HttpServletRequest request) {
    sessions.endOthers(user.account(), SessionCookie.read(request).orElse(""));
  }

  private void tell(User user, StaffDeed.AccountChange what) {
    events.publishEvent(new StaffDeed.AccountChanged(user.tenant(), user.id(), what));
  }

  @PostMapping(PATH + "/sessions/end-others")
  Answer endOthers(HttpServletRequest request) {
    User user = AccountView.user();
    endOthers(user, request);
    tell(user, StaffDeed.AccountChange.OTHER_SESSIONS_ENDED);
    return Answer.redirect(PATH).good("account.sessions.ended");
  }

  @PostMapping(PATH + "/sessions/end")
  Answer end(@RequestParam String session) {
    sessions.end(AccountView.user().account(), session);
    return Answer.redirect(PATH).good("account.sessions.one.ended");
  }
}
