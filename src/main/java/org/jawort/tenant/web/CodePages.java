package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.DeviceCodes;
import org.jawort.tenant.account.RecoveryCodes;
import org.jawort.tenant.account.SecondFactors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Codes of a device as second factor: switching them on and off, and what helps without it. */
@Controller
class CodePages {
  private static final String PATH = AccountPages.PATH + "/codes";

  private final DeviceCodes codes;
  private final RecoveryCodes recoveryCodes;
  private final SecondFactors factors;
  private final Sessions sessions;
  private final ApplicationEventPublisher events;

  CodePages(
      DeviceCodes codes,
      RecoveryCodes recoveryCodes,
      SecondFactors factors,
      Sessions sessions,
      ApplicationEventPublisher events) {
    this.codes = codes;
    this.recoveryCodes = recoveryCodes;
    this.factors = factors;
    this.sessions = sessions;
    this.events = events;
  }

  @PostMapping(PATH)
  Answer begin() {
    codes.begin(AccountView.user().account());
    return Answer.redirect(PATH);
  }

  @GetMapping(PATH)
  Answer page() {
    return draw(FormInput.empty());
  }

  private Answer draw(FormInput form) {
    User user = AccountView.user();
    String secret =
        codes
            .pending(user.account())
            .orElseThrow(
                () ->
                    PageFault.gone("account.codes.none")
                        .leadingTo(AccountPages.PATH, "account.title"));
    var link = new DeviceLink(user.email().address(), secret);
    return Answer.page("tenant/codes").with("form", form).with("link", link);
  }

  @PostMapping(PATH + "/confirm")
  Answer confirm(@Labels("account.codes") FormInput form, HttpServletRequest request) {
    User user = AccountView.user();
    AccountId account = user.account();
    if (!codes.confirm(account, form.value("code"))) {
      form.refuse("code", "account.codes.wrong");
      return draw(form).status(422);
    }
    SessionCookie.read(request).ifPresent(key -> sessions.prove(key, true));
    tell(user, StaffDeed.AccountChange.CODES_ON);
    return recoveryCodes.left(account) == 0
        ? shown(account)
        : Answer.redirect(AccountPages.PATH).good("account.codes.done");
  }

  private Answer shown(AccountId account) {
    return Answer.page("tenant/recovery-codes").with("codes", recoveryCodes.renew(account));
  }

  @PostMapping(PATH + "/off")
  Answer off() {
    User user = AccountView.user();
    codes.off(user.account());
    factors.tidy(user.account());
    tell(user, StaffDeed.AccountChange.CODES_OFF);
    return Answer.redirect(AccountPages.PATH).good("account.codes.off.done");
  }

  /** New codes for when the device is gone; shown in the answer, this once. */
  @PostMapping(PATH + "/recovery")
  Answer renew() {
    User user = AccountView.user();
    if (!factors.of(user.account()).any()) {
      return Answer.redirect(AccountPages.PATH);
    }
    tell(user, StaffDeed.AccountChange.RECOVERY_CODES_RENEWED);
    return shown(user.account());
  }

  private void tell(User user, StaffDeed.AccountChange what) {
    events.publishEvent(new StaffDeed.AccountChanged(user.tenant(), user.id(), what));
  }
}
