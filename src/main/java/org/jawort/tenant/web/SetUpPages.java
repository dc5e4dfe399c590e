package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.PageLocale;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.PasswordRules;
import org.jawort.tenant.Role;
import org.jawort.tenant.SetUp;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.User;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one-time set-up: the firm and its first owner. */
@Controller
class SetUpPages {
  private final SetUp setUp;
  private final PasswordRules passwords;
  private final Admissions admissions;

  SetUpPages(SetUp setUp, PasswordRules passwords, Admissions admissions) {
    this.setUp = setUp;
    this.passwords = passwords;
    this.admissions = admissions;
  }

  @GetMapping("/setup")
  Answer page(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
    admit(code);
    return draw(ProfileForm.filled(setUp.tenant()), code, request);
  }

  @PostMapping("/setup")
  Answer finish(
      @RequestParam(defaultValue = "") String code,
      @Labels({"tenant.profile", "tenant.setup"}) FormInput form,
      HttpServletRequest request,
      HttpServletResponse response) {
    admit(code);
    Optional<TenantProfile> profile = ProfileForm.read(form, setUp.tenant());
    Optional<NewUser> owner = owner(form, request);
    if (profile.isEmpty() || owner.isEmpty()) {
      return draw(form, code, request).status(422);
    }
    User user = setUp.finish(profile.get(), owner.get()).orElseThrow(SetUpPages::over);
    admissions.admit(user, StaffDeed.Way.PASSWORD, request, response);
    return Answer.redirect("/app").good("tenant.setup.done");
  }

  private Optional<NewUser> owner(FormInput form, HttpServletRequest request) {
    String name = form.required("ownerName", 120);
    String address = form.required("ownerEmail", 254);
    Optional<StaffEmail> email = StaffEmail.parse(address);
    if (email.isEmpty()) {
      form.refuse("ownerEmail", "tenant.profile.address.wrong");
      return Optional.empty();
    }
    String password = form.secret("password");
    passwords
        .judge(password, email.get(), form.value("name"))
        .ifPresent(
            problem -> form.refuse("password", PasswordWords.key(problem), PasswordRules.SHORTEST));
    return form.isGood()
        ? Optional.of(new NewUser(name, email.get(), Role.OWNER, PageLocale.of(request), password))
        : Optional.empty();
  }

  private void admit(String code) {
    if (setUp.isOver()) {
      throw over();
    }
    if (!setUp.knows(code)) {
      throw PageFault.forbidden("tenant.setup.code");
    }
  }

  private static PageFault over() {
    return PageFault.gone("tenant.setup.over").leadingTo("/login", "tenant.setup.login");
  }

  private static Answer draw(FormInput form, String code, HttpServletRequest request) {
    return Answer.page("tenant/setup")
        .with("form", form)
        .with("code", code)
        .with("zones", ProfileForm.zones())
        .with("countries", ProfileForm.countries(PageLocale.of(request).locale()));
  }
}
