package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.SecondFactors;
import org.jawort.tenant.account.SecondFactors.CodeOutcome;
import org.jawort.tenant.account.SignInTickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;

/** The second step of a sign-in: a code of the device, or one of those for when it is gone. */
@Controller
class SecondStepPages {
  private final SignInTickets tickets;
  private final SecondFactors factors;
  private final SignIns signIns;
  private final SecondSteps steps;
  private final Admissions admissions;
  private final ApplicationEventPublisher events;

  SecondStepPages(
      SignInTickets tickets,
      SecondFactors factors,
      SignIns signIns,
      SecondSteps steps,
      Admissions admissions,
      ApplicationEventPublisher events) {
    this.tickets = tickets;
    this.factors = factors;
    this.signIns = signIns;
    this.steps = steps;
    this.admissions = admissions;
    this.events = events;
  }

  @PostMapping("/login/code")
  Answer check(FormInput form, HttpServletRequest request, HttpServletResponse response) {
    Optional<AccountId> account = tickets.read(form.value("ticket"));
    Optional<User> user = account.flatMap(signIns::member);
    if (user.isEmpty()) {
      return Answer.redirect("/login").bad("account.step.old");
    }
    String to = form.secret("to");
    return switch (factors.check(user.get().account(), form.value("code"))) {
      case CodeOutcome.Fits(StaffDeed.Way way) -> {
        admissions.admit(user.get(), way, request, response);
        yield Answer.redirect(OwnPaths.own(to));
      }
      case CodeOutcome.Wrong() -> refused(user.get(), to);
      case CodeOutcome.TooMany() ->
          steps.draw(user.get().account(), to).with("problem", "account.step.many").status(429);
    };
  }

  private Answer refused(User user, String to) {
    events.publishEvent(
        new StaffDeed.WasTurnedAway(user.account(), StaffDeed.Way.PASSWORD_AND_CODE));
    return steps.draw(user.account(), to).with("problem", "account.step.wrong").status(422);
  }
}
