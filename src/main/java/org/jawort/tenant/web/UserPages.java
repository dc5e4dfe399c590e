package org.jawort.tenant.web;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Language;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.jawort.tenant.staff.Invitations;
import org.jawort.tenant.staff.SecondFactorDemand;
import org.jawort.tenant.staff.StaffMembers;
import org.jawort.tenant.staff.StaffMembers.StaffChangeOutcome;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who belongs to the staff: owners invite, give roles, and switch off. */
@Controller
class UserPages {
  static final String PATH = "/app/settings/users";
  private static final int LONGEST_ADDRESS = 254;

  private final StaffMembers members;
  private final Invitations invitations;
  private final SecondFactorDemand demand;
  private final Tenants tenants;

  UserPages(
      StaffMembers members, Invitations invitations, SecondFactorDemand demand, Tenants tenants) {
    this.demand = demand;
    this.members = members;
    this.invitations = invitations;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    FormInput fresh = FormInput.empty().with("role", Role.STAFF.name());
    return draw(fresh.with("language", acting.language().code()), acting);
  }

  @PostMapping(PATH)
  Answer invite(@Labels("staff.users") FormInput form, Acting acting) {
    Optional<Invitations.Wish> wish = wish(form);
    if (wish.isPresent() && !invitations.invite(acting, wish.get())) {
      form.refuse("email", "staff.users.known");
    }
    return form.isGood()
        ? Answer.redirect(PATH).good("staff.users.invited")
        : draw(form, acting).status(422);
  }

  private static Optional<Invitations.Wish> wish(FormInput form) {
    Optional<StaffEmail> email = StaffEmail.parse(form.required("email", LONGEST_ADDRESS));
    if (email.isEmpty()) {
      form.refuse("email", "tenant.profile.address.wrong");
    }
    Optional<Role> role = role(form);
    if (role.isEmpty()) {
      form.refuse("role", "staff.users.role.missing");
    }
    Language language = Language.of(form.value("language")).orElse(Language.DE);
    return form.isGood()
        ? Optional.of(new Invitations.Wish(email.orElseThrow(), role.orElseThrow(), language))
        : Optional.empty();
  }

  private static Optional<Role> role(FormInput form) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equals(form.value("role")))
        .findFirst();
  }

  @PostMapping(PATH + "/{user}/role")
  Answer changeRole(@PathVariable UUID user, FormInput form, Acting acting) {
    Role role = role(form).orElseThrow(() -> PageFault.of(422, "staff.users.unknown"));
    // Whoever gave away their own role may not see the list any more.
    boolean own = acting.user().value().equals(user) && role != Role.OWNER;
    return answer(
        members.changeRole(acting.tenant(), new UserId(user), role, acting.user()),
        own ? "/app" : PATH,
        "staff.users.role.changed");
  }

  @PostMapping(PATH + "/{user}/off")
  Answer switchOff(@PathVariable UUID user, Acting acting) {
    return answer(
        members.switchOff(acting.tenant(), new UserId(user), acting.user()),
        PATH,
        "staff.users.off.done");
  }

  @PostMapping(PATH + "/{user}/on")
  Answer switchOn(@PathVariable UUID user, Acting acting) {
    return answer(
        members.switchOn(acting.tenant(), new UserId(user), acting.user()),
        PATH,
        "staff.users.on.done");
  }

  private static Answer answer(StaffChangeOutcome outcome, String next, String done) {
    return switch (outcome) {
      case DONE, ALREADY -> Answer.redirect(next).good(done);
      case LAST_OWNER ->
          throw PageFault.conflict("staff.users.last").leadingTo(PATH, "staff.users.title");
      case UNKNOWN -> throw PageFault.notFound("staff.users.unknown");
    };
  }

  @PostMapping(PATH + "/invitations/{invitation}/withdraw")
  Answer withdraw(@PathVariable UUID invitation, Acting acting) {
    invitations.withdraw(acting, invitation);
    return Answer.redirect(PATH).good("staff.users.withdrawn");
  }

  /** An owner who demands it has it, so that nobody locks themself out. */
  @PostMapping(PATH + "/second-factor")
  Answer demand(FormInput form, Acting acting) {
    boolean wanted = form.has("demanded", "on");
    if (wanted && !AccountView.session().secondFactor()) {
      throw PageFault.conflict("staff.users.demand.own")
          .leadingTo(AccountPages.PATH, "account.title");
    }
    demand.set(acting, wanted);
    return Answer.redirect(PATH).good("staff.users.demand.saved");
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("tenant/users")
        .with("form", form)
        .with("members", members.all(acting.tenant()))
        .with("invitations", invitations.open(acting.tenant()))
        .with("roles", Role.values())
        .with("own", acting.user())
        .with("demanded", demand.stands(acting.tenant()))
        .with("mails", tenants.isComplete(acting.tenant()));
  }
}
