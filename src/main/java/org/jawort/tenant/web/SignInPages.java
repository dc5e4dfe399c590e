package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.Viewer;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Sessions;
import org.jawort.tenant.SignIns;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in and out, and the language of whoever is signed in. */
@Controller
class SignInPages {
  /** A path of our own, with nothing that a browser could read as another host. */
  private static final Pattern OWN_PATH = Pattern.compile("/app(?:[/?][\\w\\-./?&=%+~,:;@!$]*)?");

  private final SignIns signIns;
  private final Sessions sessions;
  private final Users users;
  private final CookieCsrfTokenRepository formTokens;
  private final boolean secure;

  SignInPages(
      SignIns signIns,
      Sessions sessions,
      Users users,
      CookieCsrfTokenRepository formTokens,
      Settings settings) {
    this.signIns = signIns;
    this.sessions = sessions;
    this.users = users;
    this.formTokens = formTokens;
    this.secure = settings.secure();
  }

  @GetMapping("/")
  String root() {
    return "redirect:/app";
  }

  @GetMapping("/login")
  String page(@RequestParam(defaultValue = "") String to, Model model) {
    if (Viewer.current().isPresent()) {
      return "redirect:/app";
    }
    model.addAttribute("to", own(to));
    model.addAttribute("email", "");
    return "tenant/login";
  }

  @PostMapping("/login")
  String signIn(
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String to,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    byte[] network = ClientAddress.of(request, secure).network();
    return switch (signIns.attempt(email, password, network)) {
      case SignIns.SignInOutcome.SignedIn(User user) -> {
        enter(user, request, response);
        yield "redirect:" + own(to);
      }
      case SignIns.SignInOutcome.Refused() ->
          again(422, "tenant.login.refused", email, to, response, model);
      case SignIns.SignInOutcome.TooMany() ->
          again(429, "tenant.login.many", email, to, response, model);
    };
  }

  /** Opens a new session in place of the old one, with a new form token. */
  void enter(User user, HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.read(request).ifPresent(sessions::end);
    SessionCookie.write(response, sessions.open(user));
    formTokens.saveToken(null, request, response);
  }

  private static String again(
      int status,
      String problem,
      String email,
      String to,
      HttpServletResponse response,
      Model model) {
    response.setStatus(status);
    model.addAttribute("problem", problem);
    model.addAttribute("email", email);
    model.addAttribute("to", own(to));
    return "tenant/login";
  }

  private static String own(String path) {
    return OWN_PATH.matcher(path).matches() && !path.contains("//") ? path : "/app";
  }

  @PostMapping("/logout")
  String signOut(HttpServletRequest request, HttpServletResponse response) {
    SessionCookie.read(request).ifPresent(sessions::end);
    SessionCookie.clear(response);
    formTokens.saveToken(null, request, response);
    Flash.good(response, "tenant.login.bye");
    return "redirect:/login";
  }

  @PostMapping("/app/language")
  String speak(
      @RequestParam String language, @RequestParam(defaultValue = "") String to, Acting acting) {
    Optional<Language> wanted = Language.of(language);
    wanted.ifPresent(known -> users.speak(acting.tenant(), acting.user(), known));
    return "redirect:" + own(to);
  }
}
