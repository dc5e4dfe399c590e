package org.jawort.form.web;

import java.time.InstantSource;
import org.jawort.form.OpenForm;
import org.jawort.form.OpenForms;
import org.jawort.form.shield.ExtraStep;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.PageFault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** What a page of another origin takes from here to show a form by script (S1-14). */
@Controller
class EmbedPages {
  private final OpenForms forms;
  private final FormView view;
  private final EmbedScript script;
  private final InstantSource clock;

  EmbedPages(OpenForms forms, FormView view, EmbedScript script, InstantSource clock) {
    this.forms = forms;
    this.view = view;
    this.script = script;
    this.clock = clock;
  }

  @GetMapping("/f/{key}/embed.js")
  Answer script(
      @PathVariable String key,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String known) {
    return forms
        .find(key)
        .map(open -> script.script(open.form(), known))
        .orElseGet(script::unknown);
  }

  /** The form as the script takes it over, with its stamp, so that it is nowhere kept. */
  @GetMapping("/f/{key}/embed")
  Answer content(@PathVariable String key) {
    OpenForm open = forms.find(key).orElseThrow(() -> PageFault.notFound("form.unknown"));
    return view.embedded(open, clock.instant())
        .with("address", script.address(open.form()))
        .with("style", script.style(open.brand()))
        .with("wait", ExtraStep.WAIT.toSeconds() + 1)
        .with("online", open.online())
        .in(open.form().language())
        .status(open.online() ? 200 : 503);
  }
}
