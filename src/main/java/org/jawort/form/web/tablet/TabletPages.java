package org.jawort.form.web.tablet;

import static org.jawort.form.web.tablet.TabletAddresses.DEVICE;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.tablet.TabletExit;
import org.jawort.form.tablet.Tablets;
import org.jawort.form.web.FormView;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jawort.platform.web.QrPicture;
import org.jawort.tenant.User;
import org.jawort.tenant.VisitingStaff;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a tablet shows: its form, the way out, and nothing else. */
@Controller
class TabletPages {
  private final TabletDevice device;
  private final Tablets tablets;
  private final TabletExit exit;
  private final OpenForms forms;
  private final FormView view;
  private final VisitingStaff staff;
  private final InstantSource clock;

  TabletPages(
      TabletDevice device,
      Tablets tablets,
      TabletExit exit,
      OpenForms forms,
      FormView view,
      VisitingStaff staff,
      InstantSource clock) {
    this.device = device;
    this.tablets = tablets;
    this.exit = exit;
    this.forms = forms;
    this.view = view;
    this.staff = staff;
    this.clock = clock;
  }

  /**
   * The form. Where somebody of the staff is signed in as well, who has the device in hand would
   * have their session: they have to say which of both ends.
   */
  @GetMapping(DEVICE)
  Answer show(HttpServletRequest request) {
    Tablet tablet = device.of(request).orElseThrow(TabletDevice::none);
    Optional<OpenForm> open = forms.find(tablet.formKey());
    Optional<User> signedIn = staff.of(request);
    boolean shows = tablet.shows(clock.instant()) && open.filter(OpenForm::online).isPresent();
    if (signedIn.isPresent() || !shows) {
      return Answer.page("form/tablet/rest")
          .with("tablet", tablet)
          .with("signedIn", signedIn.map(User::name).orElse(null))
          .with(
              "mayEnd", signedIn.filter(user -> user.tenant().equals(tablet.tenant())).isPresent())
          .with("shows", shows);
    }
    return form(tablet, open.get());
  }

  private Answer form(Tablet tablet, OpenForm open) {
    String policy = open.form().definition().privacyPolicy();
    return view.empty("form/tablet/form", open, clock.instant())
        .with("tablet", tablet)
        .with("key", Base64.getEncoder().encodeToString(tablet.publicKey()))
        .with("policyCode", policy == null ? null : QrPicture.of(policy))
        .in(open.form().language());
  }

  @GetMapping(DEVICE + "/exit")
  Answer way(HttpServletRequest request) {
    return exit(device.of(request).orElseThrow(TabletDevice::none), null);
  }

  private static Answer exit(Tablet tablet, @Nullable String problem) {
    return Answer.page("form/tablet/exit")
        .with("tablet", tablet)
        .with("problem", problem)
        .with("desk", "/app/forms/" + tablet.form().value() + "/tablet");
  }

  /** What waits there would be lost for good; so it is asked for once more. */
  @PostMapping(DEVICE + "/exit")
  Answer leave(
      @RequestParam(defaultValue = "") String pin,
      @RequestParam(defaultValue = "0") int waiting,
      @RequestParam(defaultValue = "") String anyway,
      HttpServletRequest request,
      HttpServletResponse response) {
    Tablet tablet = device.acting(request);
    if (waiting > 0 && anyway.isEmpty()) {
      return exit(tablet, "tablet.exit.waiting").with("waiting", waiting).status(409);
    }
    return switch (exit.leave(tablet, pin)) {
      case ENDED -> {
        device.letGo(response);
        yield Answer.redirect("/login").good("tablet.ended");
      }
      case WRONG -> exit(tablet, "tablet.exit.wrong").status(422);
      case TOO_MANY -> exit(tablet, "tablet.exit.many").status(429);
    };
  }

  /** Ends it by the session of the staff, who need no PIN. */
  @PostMapping(DEVICE + "/end")
  Answer end(HttpServletRequest request, HttpServletResponse response) {
    Tablet tablet = device.acting(request);
    boolean may =
        staff.of(request).filter(user -> user.tenant().equals(tablet.tenant())).isPresent();
    if (!may) {
      throw PageFault.forbidden("tablet.over");
    }
    tablets.end(tablet.tenant(), tablet.id());
    device.letGo(response);
    return Answer.redirect("/app/forms/" + tablet.form().value() + "/tablet").good("tablet.ended");
  }

  /** Signs the staff out, so that the device can be given away again. */
  @PostMapping(DEVICE + "/lock")
  Answer lock(HttpServletRequest request, HttpServletResponse response) {
    device.acting(request);
    staff.dismiss(request, response);
    return Answer.redirect(DEVICE).header("Clear-Site-Data", "\"cache\"");
  }
}
