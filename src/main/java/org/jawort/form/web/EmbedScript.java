package org.jawort.form.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jawort.form.Form;
import org.jawort.platform.Settings;
import org.jawort.platform.Sha256;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.BrandColour;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The script that puts a form into a foreign page, and the style that the form has there. The
 * script is the same for everybody but for the form's address and title, and holds nothing that was
 * made for one visitor, so browsers may keep it.
 */
@Component
class EmbedScript {
  private static final String JAVASCRIPT = "text/javascript;charset=UTF-8";
  private static final String TEN_MINUTES = "public, max-age=600";
  private static final int LONGEST_TITLE = 80;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** For a page whose form is gone: nothing is to be seen, and who looks learns why. */
  private static final String UNKNOWN = "console.warn(\"Jawort: there is no such form\");\n";

  private final String script = text("embed.js");
  private final String style = text("embed.css");
  private final Settings settings;

  EmbedScript(Settings settings) {
    this.settings = settings;
  }

  /** Without indentation and comments, which need no journey. */
  private static String text(String name) {
    try {
      return new ClassPathResource("embed/" + name)
          .getContentAsString(StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("//"))
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The complete address of a form. */
  String address(Form form) {
    return settings.publicUrl() + "/f/" + form.key();
  }

  /** For a shadow tree, whose root is its host. */
  String style(Brand brand) {
    return BrandColour.of(brand.colourCode()).css().replace(":root", ":host") + style;
  }

  /**
   * The script, or that it is still the same.
   *
   * @param known what a browser has, as it says
   */
  Answer script(Form form, @Nullable String known) {
    byte[] filled = filled(form);
    String tag = "\"" + HexFormat.of().formatHex(Sha256.of(filled), 0, 8) + "\"";
    Answer answer =
        known != null && known.contains(tag)
            ? Answer.empty(304)
            : Answer.written(JAVASCRIPT, filled);
    return reachable(answer.header(HttpHeaders.ETAG, tag))
        .header(HttpHeaders.CACHE_CONTROL, TEN_MINUTES);
  }

  private byte[] filled(Form form) {
    String title = form.definition().title();
    String shown = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + "…" : title;
    return script
        .replace("__FORM__", JSON.writeValueAsString(address(form)))
        .replace("__KEY__", JSON.writeValueAsString(form.key()))
        .replace("__TITLE__", JSON.writeValueAsString(shown))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The script where there is no form. */
  Answer unknown() {
    return reachable(Answer.written(JAVASCRIPT, UNKNOWN.getBytes(StandardCharsets.UTF_8)));
  }

  /** Also for pages that isolate themselves (HTML, Cross-Origin-Embedder-Policy). */
  private static Answer reachable(Answer answer) {
    return answer.header("Cross-Origin-Resource-Policy", "cross-origin");
  }
}
