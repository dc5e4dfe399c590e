package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.User;
import org.jawort.tenant.account.SecondFactors;
import org.jawort.tenant.account.SignInTickets;
import org.springframework.stereotype.Component;

/** Lets in whoever took the first step, or asks for the second. */
@Component
class SecondSteps {
  private final SecondFactors factors;
  private final SignInTickets tickets;
  private final Admissions admissions;

  SecondSteps(SecondFactors factors, SignInTickets tickets, Admissions admissions) {
    this.factors = factors;
    this.tickets = tickets;
    this.admissions = admissions;
  }

  /** After the first step. */
  Answer follow(
      User user,
      StaffDeed.Way way,
      String to,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (factors.of(user.account()).any()) {
      return draw(user.account(), to);
    }
    admissions.admit(user, way, request, response);
    return Answer.redirect(OwnPaths.own(to));
  }

  /** The page that asks for the second step. */
  Answer draw(AccountId account, String to) {
    return Answer.page("tenant/second-step")
        .with("ticket", tickets.write(account))
        .with("owned", factors.of(account))
        .with("to", OwnPaths.own(to));
  }
}
