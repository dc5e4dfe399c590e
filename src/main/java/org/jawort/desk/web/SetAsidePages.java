package org.jawort.desk.web;

import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the workers tried several times in vain, why, and the button to try it again. */
@Controller
class SetAsidePages {
  static final String PATH = "/app/settings/set-aside";

  private final SetAsideLines lines;

  SetAsidePages(SetAsideLines lines) {
    this.lines = lines;
  }

  @GetMapping(PATH)
  Answer show(Acting acting) {
    return Answer.page("desk/set-aside").with("lines", lines.of(acting.tenant()));
  }

  @PostMapping(PATH)
  Answer again(@RequestParam SetAsideLines.Kind kind, @RequestParam String reason, Acting acting) {
    int count = lines.again(acting.tenant(), kind, reason);
    return Answer.redirect(PATH).good("desk.aside.again.done", count);
  }
}
