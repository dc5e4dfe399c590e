package org.jawort.desk.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jawort.form.Embeddings;
import org.jawort.form.Form;
import org.jawort.form.FormId;
import org.jawort.form.Forms;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.QrPicture;
import org.jawort.tenant.Acting;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Every way to put a form on a website, ready to paste (S1-14). */
@Controller
class FormUsePages {
  private final Forms forms;
  private final Embeddings embeddings;
  private final AllowedHosts hosts;
  private final Tenants tenants;
  private final Settings settings;

  FormUsePages(
      Forms forms, Embeddings embeddings, AllowedHosts hosts, Tenants tenants, Settings settings) {
    this.forms = forms;
    this.embeddings = embeddings;
    this.hosts = hosts;
    this.tenants = tenants;
    this.settings = settings;
  }

  @GetMapping("/app/forms/{id:" + NotFound.ID + "}/use")
  Answer ways(@PathVariable UUID id, Acting acting) {
    Form form = forms.byId(acting.tenant(), new FormId(id)).orElseThrow(NotFound::form);
    QrPicture code = QrPicture.of(settings.publicUrl() + "/f/" + form.key());
    return Answer.page("desk/form-use")
        .with("form", form)
        .with("ways", embeddings.of(form))
        .with("code", code)
        .with("picture", "data:image/svg+xml," + encoded(svg(code)))
        .with("policy", "script-src %1$s; connect-src %1$s".formatted(settings.publicUrl()))
        .with("hosts", hosts.all(acting.tenant()))
        .with("lacks", tenants.find(acting.tenant()).lacks());
  }

  /** As a file for a print shop. */
  private static String svg(QrPicture code) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges"><path fill="#fff" d="M0,0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>"""
        .formatted(code.size(), code.path());
  }

  private static String encoded(String svg) {
    return URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
