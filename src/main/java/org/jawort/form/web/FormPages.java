package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.Submission;
import org.jawort.platform.web.PageLocale;
import org.jawort.platform.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** Shows a hosted form, and the page after submitting, which is the same for every address. */
@Controller
class FormPages {
  private final OpenForms forms;
  private final FormView view;
  private final InstantSource clock;

  FormPages(OpenForms forms, FormView view, InstantSource clock) {
    this.forms = forms;
    this.view = view;
    this.clock = clock;
  }

  @GetMapping("/f/{key}")
  @Nullable ModelAndView show(
      @PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<OpenForm> open = open(key, request, response);
    return open.map(form -> view.page(form, new Submission(List.of()), List.of(), clock.instant()))
        .orElse(null);
  }

  @GetMapping("/f/{key}/done")
  @Nullable ModelAndView done(
      @PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<OpenForm> open = open(key, request, response);
    return open.map(
            form ->
                new ModelAndView("form/done")
                    .addObject("brand", form.tenant().brand())
                    .addObject("definition", form.form().definition())
                    .addObject("key", form.form().key()))
        .orElse(null);
  }

  private Optional<OpenForm> open(
      String key, HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<OpenForm> open = forms.find(key);
    if (open.isPresent()) {
      PageLocale.choose(request, open.get().form().language());
    } else {
      Problems.answer(request, response, 404, "form.unknown");
    }
    return open;
  }
}
