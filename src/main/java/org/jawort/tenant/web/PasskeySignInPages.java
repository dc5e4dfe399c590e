package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.Passkeys;
import org.jawort.tenant.account.SignInTickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** Signing in by a passkey, and showing again by one that it is they. */
@Controller
class PasskeySignInPages {
  private final Passkeys passkeys;
  private final PasskeyJson json;
  private final SignInTickets tickets;
  private final SignIns signIns;
  private final Admissions admissions;
  private final ProofsAgain proofs;
  private final ApplicationEventPublisher events;

  PasskeySignInPages(
      Passkeys passkeys,
      PasskeyJson json,
      SignInTickets tickets,
      SignIns signIns,
      Admissions admissions,
      ProofsAgain proofs,
      ApplicationEventPublisher events) {
    this.passkeys = passkeys;
    this.json = json;
    this.tickets = tickets;
    this.signIns = signIns;
    this.admissions = admissions;
    this.proofs = proofs;
    this.events = events;
  }

  /** After a password those of its account; else the browser offers what it has. */
  @PostMapping("/login/passkey/options")
  Answer options(FormInput form) {
    return json.toUse(
        passkeys.askToEnter(),
        tickets.read(form.value("ticket")).map(passkeys::all).orElse(List.of()));
  }

  @PostMapping("/login/passkey")
  Answer enter(FormInput form, HttpServletRequest request, HttpServletResponse response) {
    Optional<AccountId> meant = tickets.read(form.value("ticket"));
    String answer = form.value("answer");
    Optional<User> user =
        passkeys
            .enter(answer)
            .filter(account -> meant.map(account::equals).orElse(true))
            .flatMap(signIns::member);
    if (user.isEmpty()) {
      return refused(meant.or(() -> passkeys.named(answer)));
    }
    admissions.admit(user.get(), StaffDeed.Way.PASSKEY, request, response);
    return json.leadingTo(OwnPaths.own(form.secret("to")));
  }

  private Answer refused(Optional<AccountId> account) {
    events.publishEvent(new StaffDeed.WasTurnedAway(account.orElse(null), StaffDeed.Way.PASSKEY));
    return Answer.empty(422);
  }

  @PostMapping("/app/again/passkey/options")
  Answer optionsAgain() {
    AccountId account = AccountView.user().account();
    return json.toUse(passkeys.askAgain(account), passkeys.all(account));
  }

  @PostMapping("/app/again/passkey")
  Answer again(FormInput form, HttpServletRequest request) {
    User user = AccountView.user();
    if (!passkeys.again(user.account(), form.value("answer"))) {
      return refused(Optional.of(user.account()));
    }
    proofs.prove(user, StaffDeed.Way.PASSKEY, request);
    return json.leadingTo("");
  }
}
