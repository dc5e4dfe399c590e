package org.jawort.campaign;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jawort.platform.Language;

/** A campaign version's subject and bodies, compiled. */
record Template(
    Language language, PebbleTemplate subject, PebbleTemplate html, PebbleTemplate text) {
  private static final Sandbox HTML = Sandbox.html(LinkFunctions.HTML, LinkFunctions.HTML_FILTERS);
  private static final Sandbox TEXT = Sandbox.text(LinkFunctions.TEXT, LinkFunctions.TEXT_FILTERS);

  /** The content made for one recipient. */
  record Made(String subject, String html, String text) {}

  /**
   * Compiles.
   *
   * @throws UnusableTemplateException where one of the three cannot be used
   */
  static Template of(Language language, String subject, String html, String text) {
    return new Template(language, TEXT.compile(subject), HTML.compile(html), TEXT.compile(text));
  }

  /**
   * Makes the content with the given values: texts, truth values and lists of texts.
   *
   * @throws UnusableTemplateException where the template meets something that it may not do
   */
  Made make(Map<String, Object> values) {
    return new Made(
        Untrusted.line(rendered(subject, values)),
        rendered(html, values),
        spaced(rendered(text, values)));
  }

  /** Lines that held nothing but a tag leave no more than one empty line. */
  private static String spaced(String text) {
    return text.replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private String rendered(PebbleTemplate template, Map<String, Object> values) {
    var out = new StringWriter();
    try {
      template.evaluate(out, values, language.locale());
      return out.toString();
    } catch (PebbleException | IOException e) {
      throw new UnusableTemplateException("the template fails: " + e.getMessage());
    }
  }
}
