package org.jawort.desk.web.submission;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.Evidence;
import org.jawort.consent.purpose.Purposes;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.platform.Language;

/** A form of a guest's own that asks for more than the address, and its visitors. */
final class FestivalForm {
  private static final String NAME = "Sommerfest";

  private static final List<FormField> FIELDS =
      List.of(
          FormField.of("email", "Ihre Adresse", FieldType.EMAIL, true, 254),
          FormField.of("firstName", "Vorname", FieldType.FIRST_NAME, false, 100),
          FormField.of("day", "Welcher Tag?", FieldType.DATE, false, 200),
          FormField.of("known", "Waren Sie schon hier?", FieldType.YES_NO, false, 200),
          FormField.of("wish", "Wünsche", FieldType.LINES, false, 2000));

  private final TestServer server;
  private Form form;

  FestivalForm(TestServer server) {
    this.server = server;
    this.form =
        done(
            server
                .bean(OwnForms.class)
                .create(
                    server.tenant(),
                    NAME,
                    Language.DE,
                    server
                        .bean(Purposes.class)
                        .byKey(server.tenant(), Purposes.NEWSLETTER)
                        .orElseThrow()
                        .id(),
                    FormContent.STANDARD.withFields(FIELDS)));
  }

  private static Form done(OwnFormOutcome outcome) {
    return ((OwnFormOutcome.Done) outcome).form();
  }

  /** A next version that says and asks this instead of one of the fields. */
  void ask(String instead, FormField field) {
    var fields = new ArrayList<FormField>(FIELDS);
    fields.replaceAll(one -> one.name().equals(instead) ? field : one);
    form =
        done(
            server
                .bean(OwnForms.class)
                .change(
                    server.tenant(),
                    form.id(),
                    form.version().version(),
                    NAME,
                    FormContent.STANDARD.withFields(fields)));
  }

  /** The page of its submissions. */
  String page() {
    return "/app/forms/" + form.id() + "/submissions";
  }

  /** Somebody submits it, as a browser does. */
  int submit(String address, Map<String, String> more) {
    var answers =
        new HashMap<String, String>(
            Map.of("email", address, "newsletter", "true", "privacy", "true"));
    answers.putAll(more);
    TestBrowser.Page answer = server.browser().postBare("/f/" + form.key(), answers);
    return answer.status();
  }

  /** Somebody comes by the door behind the form, past what counts on the way. */
  void signUp(String address) {
    List<Evidence.Box> boxes =
        form.definition().boxes().stream()
            .map(box -> new Evidence.Box(box.key(), box.wording(), box.text(), true))
            .toList();
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                    server.tenant(),
                    address,
                    address,
                    null,
                    null,
                    form.language(),
                    form.purpose(),
                    form.version(),
                    Evidence.of(address)
                        .seen("192.0.2.0/24", "Browser/1")
                        .on("https://salon.example/", null)
                        .shown(boxes))
                .answering("{}"));
  }
}
