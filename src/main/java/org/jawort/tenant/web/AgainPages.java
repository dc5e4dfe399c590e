package org.jawort.tenant.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.OpenSession;
import org.jawort.tenant.provider.SignOn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks whoever is signed in to show again that it is they; see {@link StepUp}. */
@Controller
class AgainPages {
  /** Where the filter hands a request to that has to wait. */
  static final String ASK = "/app/again/ask";

  private static final String PATH = "/app/again";

  private final ProofsAgain proofs;
  private final SignOn signOn;
  private final InstantSource clock;

  AgainPages(ProofsAgain proofs, SignOn signOn, InstantSource clock) {
    this.signOn = signOn;
    this.proofs = proofs;
    this.clock = clock;
  }

  /** A field of the form that waits. */
  record Field(String name, String value) {}

  @RequestMapping(
      path = ASK,
      method = {RequestMethod.GET, RequestMethod.POST})
  Answer ask(HttpServletRequest request) {
    Object from = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    Object query = request.getAttribute(RequestDispatcher.FORWARD_QUERY_STRING);
    String to = (from == null ? "/app" : from) + (query == null ? "" : "?" + query);
    // A file cannot be carried along.
    boolean form = from != null && request.getMethod().equals("POST") && !isMultipart(request);
    return draw(form ? to : PATH, form ? fields(request) : List.of(new Field("to", to)))
        .with("to", form ? "/app" : to)
        .with("problem", request.getAttribute(StepUp.PROBLEM));
  }

  private static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.startsWith("multipart/");
  }

  private static List<Field> fields(HttpServletRequest request) {
    var fields = new ArrayList<Field>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("_csrf")
                  && !name.equals(ProofsAgain.PASSWORD)
                  && !name.equals(ProofsAgain.CODE)) {
                Arrays.stream(values).forEach(value -> fields.add(new Field(name, value)));
              }
            });
    return fields;
  }

  @GetMapping(PATH)
  Answer page(@RequestParam(defaultValue = "/app") String to) {
    return draw(PATH, List.of(new Field("to", to))).with("to", OwnPaths.own(to)).status(200);
  }

  @PostMapping(PATH)
  Answer prove(@RequestParam(defaultValue = "/app") String to, HttpServletRequest request) {
    // A passkey has shown it in between.
    if (StepUp.isFresh(AccountView.session(), clock)) {
      return Answer.redirect(OwnPaths.own(to));
    }
    return proofs
        .check(AccountView.session(), request)
        .map(
            problem ->
                draw(PATH, List.of(new Field("to", to))).with("problem", problem).status(422))
        .orElseGet(() -> Answer.redirect(OwnPaths.own(to)));
  }

  private Answer draw(String action, List<Field> fields) {
    OpenSession session = AccountView.session();
    return Answer.page("tenant/again")
        .with("action", action)
        .with("fields", fields)
        .with("provider", signOn.isOn())
        .with("asked", proofs.asked(session.user()))
        .with("email", session.user().email().address())
        .status(403);
  }
}
