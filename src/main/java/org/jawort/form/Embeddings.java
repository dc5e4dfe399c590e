package org.jawort.form;

import java.util.LinkedHashMap;
import java.util.List;
import org.jawort.platform.Settings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The door to what people paste into their websites. */
@Component
public class Embeddings {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Settings settings;
  private final PlainHtml plain;

  Embeddings(Settings settings, PlainHtml plain) {
    this.settings = settings;
    this.plain = plain;
  }

  /** All of them, for the form as it is shown now. */
  public Embedding of(Form form) {
    String address = settings.publicUrl() + "/f/" + form.key();
    return new Embedding(
        address,
        "<script async src=\"%s/embed.js\"></script>".formatted(address),
        "<div data-jawort=\"%s\"></div>".formatted(form.key()),
        frame(form, address),
        plain.of(form, address),
        curl(form, address),
        fetch(form, address));
  }

  /** The browser names the page to the frame once, whole, so that evidence can name it. */
  private String frame(Form form, String address) {
    String title = PlainHtml.escaped(form.definition().title());
    return """
    <iframe src="%1$s/frame" title="%2$s" width="100%%" height="800" frameborder="0" referrerpolicy="no-referrer-when-downgrade"></iframe>
    <script>
    addEventListener("message", function (event) {
      if (event.origin === "%3$s" && event.data.jawort === "%4$s") {
        document.querySelectorAll('iframe[src="%1$s/frame"]').forEach(function (frame) {
          if (frame.contentWindow === event.source) frame.height = event.data.height;
        });
      }
    });
    </script>
    """
        .formatted(address, title, settings.publicUrl(), form.key());
  }

  private static String curl(Form form, String address) {
    return """
    curl -i %s \\
      -H 'Content-Type: application/json' -H 'Accept: application/json' \\
      -d '%s'
    """
        .formatted(address, example(form).replace("'", "'\\''"));
  }

  private static String fetch(Form form, String address) {
    return """
    const answer = await fetch("%s", {
      method: "POST",
      headers: {"Content-Type": "application/json", "Accept": "application/json"},
      body: JSON.stringify(%s),
    });
    const errors = answer.status === 422 ? (await answer.json()).errors : [];
    """
        .formatted(address, example(form));
  }

  /** A body that the form takes; what nobody has to tick, a copied line does not tick for them. */
  private static String example(Form form) {
    var body = new LinkedHashMap<String, Object>();
    form.definition().fields().stream()
        .filter(field -> field.type().asks())
        .forEach(field -> body.put(field.name(), sample(field)));
    form.definition().boxes().forEach(box -> body.put(box.key(), box.required()));
    form.definition().neededConsent().ifPresent(box -> body.put(box, true));
    body.put(FormDefinition.VERSION, Integer.toString(form.version().version()));
    body.put(FormDefinition.PAGE, "https://www.example.org/newsletter");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(body);
  }

  private static Object sample(FormField field) {
    return switch (field.type()) {
      case EMAIL -> "ada@example.org";
      case FIRST_NAME -> "Ada";
      case LAST_NAME -> "Lovelace";
      case COMPANY -> "Analytical Engines";
      case MOBILE -> "+49 151 23456789";
      case NUMBER -> "12.5";
      case DATE -> "2026-12-24";
      case CHOICE -> field.options().getFirst();
      case CHOICES -> List.of(field.options().getFirst());
      case YES_NO -> true;
      case TEXT, LINES, NOTE -> "…";
    };
  }
}
