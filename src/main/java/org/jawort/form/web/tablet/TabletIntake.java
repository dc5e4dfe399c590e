package org.jawort.form.web.tablet;

import static org.jawort.form.web.tablet.TabletAddresses.DEVICE;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.form.FieldError;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.tablet.TabletArrivals;
import org.jawort.form.tablet.Tablets;
import org.jawort.form.web.FormView;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.VisitingStaff;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import tools.jackson.databind.json.JsonMapper;

/** Takes in what a tablet sends, be it at once or when it has found its way back. */
@Controller
class TabletIntake {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LARGEST = 64 * 1024;

  private final TabletDevice device;
  private final Tablets tablets;
  private final TabletArrivals arrivals;
  private final TabletSubmissions submissions;
  private final OpenForms forms;
  private final FormView view;
  private final VisitingStaff staff;
  private final InstantSource clock;

  TabletIntake(
      TabletDevice device,
      Tablets tablets,
      TabletArrivals arrivals,
      TabletSubmissions submissions,
      OpenForms forms,
      FormView view,
      VisitingStaff staff,
      InstantSource clock) {
    this.device = device;
    this.tablets = tablets;
    this.arrivals = arrivals;
    this.submissions = submissions;
    this.forms = forms;
    this.view = view;
    this.staff = staff;
    this.clock = clock;
  }

  /** What the tablet reads. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Told(
      String state,
      @Nullable List<Wrong> errors,
      @Nullable String meant,
      @Nullable Integer version) {
    static Told of(String state) {
      return new Told(state, null, null, null);
    }
  }

  /** What is wrong with a field. */
  private record Wrong(String field, String text) {}

  @PostMapping(DEVICE + "/submissions")
  Answer take(HttpServletRequest request) throws IOException {
    Tablet tablet = device.acting(request);
    Optional<TabletMessage> message = TabletMessage.read(body(request));
    if (message.isEmpty()) {
      return told(400, Told.of("unreadable"));
    }
    if (arrivals.inLastHour(tablet) >= TabletArrivals.MOST_AN_HOUR) {
      return told(429, Told.of("later"));
    }
    return switch (submissions.take(tablet, message.get(), request)) {
      case TabletOutcome.Taken taken -> told(200, Told.of("taken"));
      case TabletOutcome.PutAside aside -> told(200, Told.of("faulty"));
      case TabletOutcome.Over over -> told(410, Told.of("over"));
      case TabletOutcome.Later later -> told(503, Told.of("later"));
      case TabletOutcome.Outdated outdated -> told(409, Told.of("reload"));
      case TabletOutcome.Slip(String meant) -> told(409, new Told("slip", null, meant, null));
      case TabletOutcome.Faulty(OpenForm open, List<FieldError> faults) ->
          told(422, new Told("faults", wrong(open, faults), null, null));
    };
  }

  private List<Wrong> wrong(OpenForm open, List<FieldError> faults) {
    Locale locale = open.form().language().locale();
    return faults.stream()
        .map(one -> new Wrong(one.field(), view.text(open.form().definition(), one, locale)))
        .toList();
  }

  /** Hears from it now and then, and tells it whether what it shows is still what it should. */
  @PostMapping(DEVICE + "/beat")
  Answer beat(HttpServletRequest request) throws IOException {
    Tablet tablet = device.acting(request);
    int waiting = JSON.readTree(body(request)).path("waiting").asInt(0);
    tablets.heard(tablet, Math.clamp(waiting, 0, 100_000));
    Optional<OpenForm> open = forms.find(tablet.formKey()).filter(OpenForm::online);
    boolean shows =
        tablet.shows(clock.instant()) && open.isPresent() && staff.of(request).isEmpty();
    return told(
        200,
        new Told(
            shows ? "open" : "rest",
            null,
            null,
            open.map(one -> one.form().version().version()).orElse(null)));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    return request.getInputStream().readNBytes(LARGEST);
  }

  private static Answer told(int status, Told told) {
    return Answer.written(MediaType.APPLICATION_JSON_VALUE, JSON.writeValueAsBytes(told))
        .status(status);
  }
}
