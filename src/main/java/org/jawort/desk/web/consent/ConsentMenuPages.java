package org.jawort.desk.web.consent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.ConsentView;
import org.jawort.desk.ConsentViews;
import org.jawort.desk.web.Downloads;
import org.jawort.desk.web.NotFound;
import org.jawort.tenant.Acting;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What the consent icon opens (S2-07, S2-08), and the scans that back a declaration. */
@Controller
class ConsentMenuPages {
  private static final String PATH = "/app/contact-points/{id:" + NotFound.ID + "}";

  private final ConsentViews views;
  private final EvidenceFiles files;

  ConsentMenuPages(ConsentViews views, EvidenceFiles files) {
    this.views = views;
    this.files = files;
  }

  /** The menu as a page of its own, where no script runs. */
  @GetMapping(PATH + "/consent")
  @Nullable String page(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return show(id, acting, "desk/consent", request, response, model);
  }

  /** The menu alone. */
  @GetMapping(PATH + "/_menu")
  @Nullable String menu(
      @PathVariable UUID id,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    return show(id, acting, "desk/consent-icon :: actions(view=${view})", request, response, model);
  }

  private @Nullable String show(
      UUID id,
      Acting acting,
      String template,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    Optional<ConsentView> view = views.find(acting.tenant(), new ContactPointId(id));
    if (view.isEmpty()) {
      return NotFound.contact(request, response);
    }
    model.addAttribute("view", view.get());
    return template;
  }

  /** A scan, only ever as a download: nothing in it can run or be shown as a page of ours. */
  @GetMapping(PATH + "/files/{file:" + NotFound.ID + "}")
  @Nullable ResponseEntity<byte[]> file(
      @PathVariable UUID id,
      @PathVariable UUID file,
      Acting acting,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<EvidenceFiles.Content> found =
        files.open(acting.tenant(), new ContactPointId(id), file);
    if (found.isEmpty()) {
      NotFound.contact(request, response);
      return null;
    }
    return Downloads.scan(found.get(), response);
  }
}
