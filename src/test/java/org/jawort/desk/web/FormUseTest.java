package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

@DisplayName("S1-14 A page shows every way to put a form on a website")
class FormUseTest {
  private final DeskServer desk = new DeskServer();

  @Test
  @DisplayName("Address, QR code, script, frame, HTML, examples; linked from the form's page")
  void ways() {
    String path = "/app/forms/" + desk.form().id();
    TestBrowser reader = desk.signedIn(Role.AUDITOR);
    assertThat(reader.get(path).body()).contains("href=\"" + path + "/use\"");
    String address = desk.server.url() + "/f/" + desk.form().key();
    String page = reader.get(path + "/use").body();
    assertThat(HtmlUtils.htmlUnescape(page))
        .contains(">" + address + "<", "<script async src=\"" + address + "/embed.js\"></script>")
        .contains("<div data-jawort=\"" + desk.form().key() + "\"></div>")
        .contains("<iframe src=\"" + address + "/frame\"", "<form method=\"post\" action=\"")
        .contains("curl -i " + address, "await fetch(\"" + address + "\"", "\"_version\" : \"1\"")
        .contains("script-src " + desk.server.url() + "; connect-src", "WordPress")
        .contains("href=\"data:image/svg+xml,%3Csvg", "auf jeder Website")
        .doesNotContain("??");
    assertThat(reader.get("/app/forms/" + UUID.randomUUID() + "/use").status()).isEqualTo(404);
    TestBrowser stranger = new DeskServer().owner();
    assertThat(stranger.get(path + "/use").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("Whatever a form says stands in pasted HTML as text, in shortcodes and braces too")
  void escaped() {
    String evil = "\"><script>alert(1)</script>'[gallery]{{ x }}&amp;";
    Form form = form(evil);
    String page = desk.owner().get("/app/forms/" + form.id() + "/use").body();
    String shown = HtmlUtils.htmlUnescape(page);
    String plain = shown.substring(shown.indexOf("<form method=\"post\" action=\"http"));
    plain = plain.substring(0, plain.indexOf("</form>"));
    assertThat(plain)
        .doesNotContain("<script", "[gallery", "{{", "'[")
        .contains("&lt;script&gt;", "&#91;gallery&#93;&#123;&#123; x &#125;&#125;&amp;amp;")
        .contains("<textarea", "<select", "type=\"radio\"", "type=\"checkbox\" name=\"many\"")
        .contains("<br>zweite Zeile");
    assertThat(page).doesNotContain("<script>alert");
  }

  private Form form(String evil) {
    var content =
        new FormContent(
            evil,
            evil + "\nzweite Zeile",
            List.of(
                FormField.of("email", evil, FieldType.EMAIL, true, 254),
                FormField.of("words", evil, FieldType.LINES, false, 100),
                FormField.of("day", evil, FieldType.DATE, false, 10),
                FormField.of("told", evil, FieldType.NOTE, false, 0),
                new FormField("one", evil, FieldType.CHOICE, false, 0, evil, List.of(evil, "zwei")),
                new FormField(
                    "many", evil, FieldType.CHOICES, false, 0, evil, List.of(evil, "zwei")),
                FormField.of("yes", evil, FieldType.YES_NO, false, 0)),
            evil,
            evil,
            evil,
            evil,
            null);
    var outcome =
        desk.server
            .bean(OwnForms.class)
            .create(desk.tenant(), evil, Language.DE, desk.form().purpose(), content);
    return ((OwnFormOutcome.Done) outcome).form();
  }
}
