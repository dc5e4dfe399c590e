package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PageLocale;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jawort.tenant.staff.Invitation;
import org.jawort.tenant.staff.Invitations;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Behind the link of an invitation: becoming a member of staff, with a new account or one's own.
 */
@Controller
class InvitationPages {
  private static final String PATH = "/invitation/{link}";

  private final Invitations invitations;
  private final Accounts accounts;
  private final Users users;
  private final Newcomers newcomers;
  private final Admissions admissions;
  private final Sessions sessions;
  private final Tenants tenants;

  InvitationPages(
      Invitations invitations,
      Accounts accounts,
      Users users,
      Newcomers newcomers,
      Admissions admissions,
      Sessions sessions,
      Tenants tenants) {
    this.invitations = invitations;
    this.accounts = accounts;
    this.users = users;
    this.newcomers = newcomers;
    this.admissions = admissions;
    this.sessions = sessions;
    this.tenants = tenants;
  }

  @GetMapping(PATH)
  Answer page(@PathVariable String link, HttpServletRequest request) {
    return draw(open(link), link, FormInput.empty(), viewer(request));
  }

  private Invitation open(String link) {
    return invitations.find(link).orElseThrow(InvitationPages::over);
  }

  private static PageFault over() {
    return PageFault.gone("staff.invitation.over").leadingTo("/login", "tenant.setup.login");
  }

  private Optional<User> viewer(HttpServletRequest request) {
    return SessionCookie.read(request).flatMap(sessions::find).map(OpenSession::user);
  }

  @PostMapping(PATH)
  Answer accept(
      @PathVariable String link,
      @Labels("staff.invitation") FormInput form,
      HttpServletRequest request,
      HttpServletResponse response) {
    Invitation invitation = open(link);
    Optional<User> viewer = viewer(request);
    if (viewer.isPresent()) {
      return joinAs(viewer.get(), invitation, request, response);
    }
    if (accounts.find(invitation.email()).isPresent()) {
      return Answer.redirect("/login?to=/invitation/" + link);
    }
    Optional<Invitations.Newcomer> newcomer =
        newcomers.read(form, invitation, PageLocale.of(request));
    if (newcomer.isEmpty()) {
      return draw(invitation, link, form, viewer).status(422);
    }
    UserId user = invitations.accept(invitation, newcomer.get()).orElseThrow(InvitationPages::over);
    User member = users.find(invitation.tenant(), user).orElseThrow(InvitationPages::over);
    admissions.admit(member, StaffDeed.Way.PASSWORD, request, response);
    return Answer.redirect("/app").good("staff.invitation.done");
  }

  /** The session goes on in the new tenant; only the account that was invited can do that. */
  private Answer joinAs(
      User viewer,
      Invitation invitation,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (!isMeant(viewer, invitation)) {
      throw PageFault.forbidden("staff.invitation.other");
    }
    if (invitations.accept(invitation, viewer).isEmpty()) {
      throw over();
    }
    admissions.move(tenants.numberOf(invitation.tenant()), request, response);
    return Answer.redirect("/app").good("staff.invitation.done");
  }

  private static boolean isMeant(User viewer, Invitation invitation) {
    return viewer.email().key().equals(invitation.email().key());
  }

  private Answer draw(Invitation invitation, String link, FormInput form, Optional<User> viewer) {
    boolean account = accounts.find(invitation.email()).isPresent();
    return Answer.page("tenant/invitation")
        .with("form", form)
        .with("link", link)
        .with("firm", tenants.find(invitation.tenant()).name())
        .with("invitation", invitation)
        .with("account", account)
        .with("viewer", viewer.orElse(null))
        .with("meant", viewer.map(user -> isMeant(user, invitation)).orElse(!account));
  }
}
