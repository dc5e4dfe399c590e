package org.jawort.desk.web.submission;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jawort.desk.web.NotFound;
import org.jawort.form.Form;
import org.jawort.form.FormId;
import org.jawort.form.Forms;
import org.jawort.form.FoundSubmission;
import org.jawort.form.SubmissionQuestion;
import org.jawort.form.SubmissionSearch;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.platform.web.PageFault;
import org.jawort.tenant.Acting;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditTrail;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What was written on a form: staff search it, look at it page by page, and take it along. */
@Controller
class SubmissionPages {
  private static final String PATH = "/app/forms/{id:" + NotFound.ID + "}/submissions";
  private static final int SIZE = 50;

  private final Forms forms;
  private final SubmissionSearch search;
  private final Tenants tenants;
  private final AuditTrail trail;
  private final MessageSource messages;

  SubmissionPages(
      Forms forms,
      SubmissionSearch search,
      Tenants tenants,
      AuditTrail trail,
      MessageSource messages) {
    this.forms = forms;
    this.search = search;
    this.tenants = tenants;
    this.trail = trail;
    this.messages = messages;
  }

  /** A submission as the page shows it. */
  record Shown(FoundSubmission found, List<GivenAnswers.Given> answers) {}

  @GetMapping(PATH)
  Answer page(@PathVariable UUID id, @Labels("desk.submissions") FormInput asked, Acting acting) {
    Form form = form(id, acting);
    SubmissionWish wish = wish(asked, acting);
    SubmissionQuestion question = wish.question();
    if (!asked.isGood()) {
      return draw(form, wish, List.of(), acting).with("count", 0).status(422);
    }
    List<FoundSubmission> found =
        search.page(acting.tenant(), form.id(), question, wish.before(), SIZE + 1);
    List<FoundSubmission> shown = found.subList(0, Math.min(SIZE, found.size()));
    shown.forEach(one -> trail.about(one.kept().contact().value()));
    return draw(form, wish, shown, acting)
        .with("count", count(wish, form, found, acting))
        .with("first", wish.before().isEmpty() ? null : wish.address(path(form), null))
        .with(
            "more",
            found.size() > SIZE ? wish.address(path(form), shown.getLast().kept().id()) : null);
  }

  /** Where all of them stand on the page, nobody need look for more. */
  private int count(SubmissionWish wish, Form form, List<FoundSubmission> found, Acting acting) {
    return wish.before().isEmpty() && found.size() <= SIZE
        ? found.size()
        : search.count(acting.tenant(), form.id(), wish.question());
  }

  private Form form(UUID id, Acting acting) {
    return forms.byId(acting.tenant(), new FormId(id)).orElseThrow(NotFound::form);
  }

  private SubmissionWish wish(FormInput asked, Acting acting) {
    return new SubmissionWish(asked, zone(acting));
  }

  private ZoneId zone(Acting acting) {
    return tenants.find(acting.tenant()).timeZone();
  }

  private GivenAnswers answers(Form form, Acting acting) {
    return new GivenAnswers(
        search.questions(acting.tenant(), form.id()), messages, LocaleContextHolder.getLocale());
  }

  private Answer draw(Form form, SubmissionWish wish, List<FoundSubmission> shown, Acting acting) {
    GivenAnswers answers = answers(form, acting);
    return Answer.page("desk/submissions")
        .with("shownForm", form)
        .with("form", wish.form())
        .with("path", path(form))
        .with("filtered", !wish.question().isEmpty())
        .with("most", SubmissionSearch.MOST_COUNTED)
        .with("rows", shown.stream().map(one -> new Shown(one, answers.of(one.kept()))).toList())
        .with("first", null)
        .with("more", null)
        .with("csv", wish.address(path(form) + ".csv", null));
  }

  private static String path(Form form) {
    return "/app/forms/" + form.id() + "/submissions";
  }

  @GetMapping(PATH + ".csv")
  Answer csv(@PathVariable UUID id, @Labels("desk.submissions") FormInput asked, Acting acting) {
    Form form = form(id, acting);
    SubmissionQuestion question = wish(asked, acting).question();
    if (!asked.isGood()) {
      throw PageFault.notFound("desk.submissions.wrong")
          .leadingTo(path(form), "desk.submissions.open");
    }
    var file =
        new SubmissionFile(
            search, acting.tenant(), form.id(), question, answers(form, acting), zone(acting));
    return Answer.file(
        "submissions.csv", MediaType.parseMediaType("text/csv;charset=UTF-8"), file::csv);
  }
}
