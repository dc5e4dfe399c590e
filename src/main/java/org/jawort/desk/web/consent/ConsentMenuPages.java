package org.jawort.desk.web.consent;

import java.util.UUID;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentView;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the consent icon opens (S2-07, S2-08), and the scans that back a declaration. */
@Controller
class ConsentMenuPages {
  private static final String PATH = "/app/contact-points/{id:" + NotFound.ID + "}";

  private final EvidenceFiles files;

  ConsentMenuPages(EvidenceFiles files) {
    this.files = files;
  }

  /** The menu as a page of its own, where no script runs. */
  @GetMapping(PATH + "/consent")
  Answer page(ConsentView view) {
    return Answer.page("desk/consent").with("view", view);
  }

  /** The menu alone. */
  @GetMapping(PATH + "/_menu")
  Answer menu(ConsentView view) {
    return Answer.page("desk/consent-icon :: actions(view=${view})").with("view", view);
  }

  /** A scan, only ever as a download: nothing in it can run or be shown as a page of ours. */
  @GetMapping(PATH + "/files/{file:" + NotFound.ID + "}")
  Answer file(@PathVariable UUID id, @PathVariable UUID file, Acting acting) {
    return Downloads.scan(
        files.open(acting.tenant(), new ContactPointId(id), file).orElseThrow(NotFound::contact));
  }
}
