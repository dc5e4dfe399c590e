package org.jawort.form.web.tablet;

import static org.jawort.form.web.tablet.TabletAddresses.DESK;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.form.FormDraft;
import org.jawort.form.tablet.NewTablet;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.tablet.TabletArrivals;
import org.jawort.form.tablet.TabletId;
import org.jawort.form.tablet.TabletPin;
import org.jawort.form.tablet.Tablets;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.VisitingStaff;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Where staff open a form on a device, and see and end what is open (S4-04). */
@Controller
class TabletDeskPages {
  private static final String ID = "{tablet:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";
  private static final int LONGEST_PLACE = 80;
  private static final int LONGEST_PIN = 8;
  private static final List<String> IDLE = List.of("30", "60", "120", "300");

  private final Tablets tablets;
  private final TabletArrivals arrivals;
  private final TabletDevice device;
  private final Tenants tenants;
  private final VisitingStaff staff;
  private final InstantSource clock;

  TabletDeskPages(
      Tablets tablets,
      TabletArrivals arrivals,
      TabletDevice device,
      Tenants tenants,
      VisitingStaff staff,
      InstantSource clock) {
    this.tablets = tablets;
    this.arrivals = arrivals;
    this.device = device;
    this.tenants = tenants;
    this.staff = staff;
    this.clock = clock;
  }

  @GetMapping(DESK)
  Answer show(FormDraft draft, HttpServletRequest request, Acting acting) {
    return draw(draft, FormInput.empty().with("idle", "60"), request, acting);
  }

  private Answer draw(FormDraft draft, FormInput form, HttpServletRequest request, Acting acting) {
    return Answer.page("form/tablet/desk")
        .with("shown", draft.form())
        .with("form", form)
        .with("idle", IDLE)
        .with("days", Tablet.LONGEST.toDays())
        .with("now", clock.instant())
        .with("tablets", tablets.of(acting.tenant(), draft.form().id()))
        .with("unusual", arrivals.unusual(acting.tenant(), draft.form().id()))
        .with("isOne", device.of(request).isPresent())
        .with("lacks", tenants.find(acting.tenant()).lacks());
  }

  /**
   * The session of the browser goes, and what it gets instead shows the form and sends it: whoever
   * has the device in hand gets no further than that, by whatever address.
   */
  @PostMapping(DESK)
  Answer open(
      FormDraft draft,
      @Labels("tablet") FormInput form,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response) {
    String place = form.required("place", LONGEST_PLACE);
    Optional<TabletPin> pin = pin(form);
    if (!IDLE.contains(form.value("idle"))) {
      form.refuse("idle", "tablet.idle.wrong");
    }
    if (!form.isGood() || pin.isEmpty()) {
      return draw(draft, form, request, acting).status(422);
    }
    if (!draft.form().online() || device.of(request).isPresent()) {
      return Answer.redirect(path(draft))
          .bad(draft.form().online() ? "tablet.open.already" : "tablet.open.offline");
    }
    int idle = Integer.parseInt(form.value("idle"));
    var wanted = new NewTablet(draft.form().id(), place, pin.get(), idle);
    device.hold(response, tablets.open(acting.tenant(), acting.user(), wanted));
    staff.dismiss(request, response);
    // What the browser kept of staff pages, for whoever presses "back".
    return Answer.redirect(TabletAddresses.DEVICE).header("Clear-Site-Data", "\"cache\"");
  }

  private static Optional<TabletPin> pin(FormInput form) {
    String typed = form.secret("pin");
    Optional<TabletPin> pin = typed.length() > LONGEST_PIN ? Optional.empty() : TabletPin.of(typed);
    if (pin.isEmpty()) {
      form.refuse("pin", "tablet.pin.wrong");
    } else if (!typed.equals(form.secret("pinAgain"))) {
      form.refuse("pinAgain", "tablet.pin.different");
    }
    return pin;
  }

  @PostMapping(DESK + "/" + ID + "/end")
  Answer end(FormDraft draft, @PathVariable UUID tablet, Acting acting) {
    return tablets.end(acting.tenant(), new TabletId(tablet))
        ? Answer.redirect(path(draft)).good("tablet.ended")
        : Answer.redirect(path(draft)).bad("tablet.ended.before");
  }

  private static String path(FormDraft draft) {
    return "/app/forms/" + draft.form().id().value() + "/tablet";
  }
}
