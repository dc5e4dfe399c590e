package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.Passkeys;
import org.jawort.tenant.account.SecondFactors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The passkeys of one's own account: making, and removing. */
@Controller
class PasskeyPages {
  private static final String PATH = AccountPages.PATH + "/passkeys";
  private static final int LONGEST_NAME = 60;

  private final Passkeys passkeys;
  private final PasskeyJson json;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final ApplicationEventPublisher events;

  PasskeyPages(
      Passkeys passkeys,
      PasskeyJson json,
      SecondFactors factors,
      Sessions sessions,
      ApplicationEventPublisher events) {
    this.passkeys = passkeys;
    this.json = json;
    this.factors = factors;
    this.sessions = sessions;
    this.events = events;
  }

  @GetMapping(PATH + "/new")
  Answer page(HttpServletRequest request) {
    return Answer.page("tenant/passkey-new").with("suggested", DeviceName.of(request));
  }

  @PostMapping(PATH + "/options")
  Answer options() {
    return json.toMake(AccountView.user());
  }

  @PostMapping(PATH)
  Answer make(FormInput form, HttpServletRequest request) {
    User user = AccountView.user();
    String typed = form.optional("name", LONGEST_NAME);
    String name = typed.isEmpty() ? DeviceName.of(request) : typed;
    if (!form.isGood() || !passkeys.make(user.account(), name, form.value("answer"))) {
      return Answer.empty(422);
    }
    SessionCookie.read(request).ifPresent(key -> sessions.prove(key, true));
    tell(user, StaffDeed.AccountChange.PASSKEY_ADDED);
    return json.leadingTo(AccountPages.PATH).good("account.passkeys.made");
  }

  @PostMapping(PATH + "/{passkey}/remove")
  Answer remove(@PathVariable UUID passkey) {
    User user = AccountView.user();
    if (passkeys.remove(user.account(), passkey)) {
      factors.tidy(user.account());
      tell(user, StaffDeed.AccountChange.PASSKEY_REMOVED);
    }
    return Answer.redirect(AccountPages.PATH).good("account.passkeys.removed");
  }

  private void tell(User user, StaffDeed.AccountChange what) {
    events.publishEvent(new StaffDeed.AccountChanged(user.tenant(), user.id(), what));
  }
}
