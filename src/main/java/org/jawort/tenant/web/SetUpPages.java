package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.PageLocale;
import org.jawort.platform.web.Problems;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.PasswordRules;
import org.jawort.tenant.Role;
import org.jawort.tenant.SetUp;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.User;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one-time set-up: the firm and its first owner. */
@Controller
class SetUpPages {
  private static final Problems.Link TO_LOGIN = new Problems.Link("/login", "tenant.setup.login");

  private final SetUp setUp;
  private final PasswordRules passwords;
  private final SignInPages signIn;

  SetUpPages(SetUp setUp, PasswordRules passwords, SignInPages signIn) {
    this.setUp = setUp;
    this.passwords = passwords;
    this.signIn = signIn;
  }

  @GetMapping("/setup")
  @Nullable String page(
      @RequestParam(defaultValue = "") String code,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (isRefused(code, request, response)) {
      return null;
    }
    return draw(ProfileForm.filled(setUp.tenant()), code, request, model);
  }

  @PostMapping("/setup")
  @Nullable String finish(
      @RequestParam(defaultValue = "") String code,
      @RequestParam MultiValueMap<String, String> values,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    if (isRefused(code, request, response)) {
      return null;
    }
    FormInput form = FormInput.of(values, "tenant.profile", "tenant.setup");
    Optional<TenantProfile> profile = ProfileForm.read(form, setUp.tenant());
    Optional<NewUser> owner = owner(form, request);
    if (profile.isEmpty() || owner.isEmpty()) {
      response.setStatus(422);
      return draw(form, code, request, model);
    }
    return enter(setUp.finish(profile.get(), owner.get()), request, response);
  }

  private @Nullable String enter(
      Optional<User> owner, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (owner.isEmpty()) {
      Problems.answer(request, response, 410, "tenant.setup.over", TO_LOGIN);
      return null;
    }
    signIn.enter(owner.get(), request, response);
    Flash.good(response, "tenant.setup.done");
    return "redirect:/app";
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
        .ifPresent(problem -> form.refuse("password", key(problem), PasswordRules.SHORTEST));
    return form.isGood()
        ? Optional.of(new NewUser(name, email.get(), Role.OWNER, PageLocale.of(request), password))
        : Optional.empty();
  }

  private static String key(PasswordRules.Problem problem) {
    return "tenant.password." + problem.name().toLowerCase(Locale.ROOT);
  }

  private boolean isRefused(String code, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (setUp.isOver()) {
      Problems.answer(request, response, 410, "tenant.setup.over", TO_LOGIN);
      return true;
    }
    if (!setUp.knows(code)) {
      Problems.answer(request, response, 403, "tenant.setup.code");
      return true;
    }
    return false;
  }

  private static String draw(FormInput form, String code, HttpServletRequest request, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("code", code);
    model.addAttribute("zones", ProfileForm.zones());
    model.addAttribute("countries", ProfileForm.countries(PageLocale.of(request).locale()));
    return "tenant/setup";
  }
}
