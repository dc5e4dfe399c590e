package org.jawort.form;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes a form as HTML that works in any page with no script and no style: it says and asks what
 * the hosted form does, and names its version, so that evidence points at what was shown (law 15).
 */
@Component
class PlainHtml {
  private final MessageSource messages;

  PlainHtml(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * The form as it is shown now, without an empty line, which some editors take for a paragraph.
   *
   * @param action complete address that it is sent to
   */
  String of(Form form, String action) {
    return new Writing(form, action).whole();
  }

  /**
   * Escaped for HTML, and for what pages are built of besides: shortcodes of WordPress and the
   * braces of Shopify and TYPO3 would change the words that somebody consents to.
   */
  static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8")
        .replace("[", "&#91;")
        .replace("]", "&#93;")
        .replace("{", "&#123;")
        .replace("}", "&#125;");
  }

  private static String lines(String text) {
    return escaped(text).replace("\n", "<br>");
  }

  private final class Writing {
    private final Form form;
    private final FormDefinition definition;
    private final String action;
    private final Locale locale;
    private final StringBuilder html = new StringBuilder();

    Writing(Form form, String action) {
      this.form = form;
      this.definition = form.definition();
      this.action = action;
      this.locale = form.language().locale();
    }

    String whole() {
      line("<form method=\"post\" action=\"%s\" accept-charset=\"UTF-8\">", action);
      html.append("<h2>").append(escaped(definition.title())).append("</h2>\n");
      html.append("<p>").append(lines(definition.intro())).append("</p>\n");
      definition.fields().forEach(this::field);
      line(
          "<p hidden><label>%s <input name=\"%s\" tabindex=\"-1\" autocomplete=\"off\"></label></p>",
          said("form.trap"), definition.honeypot());
      definition.boxes().forEach(this::box);
      html.append("<p>").append(lines(definition.footer())).append("</p>\n");
      information();
      line(
          "<input type=\"hidden\" name=\"%s\" value=\"%s\">",
          FormDefinition.VERSION, Integer.toString(form.version().version()));
      line("<p><button type=\"submit\">%s</button></p>", definition.submit());
      return html.append("</form>\n").toString();
    }

    private void information() {
      DataInformation information = FormExtras.of(definition.extras()).information();
      if (information != null) {
        line("<details><summary>%s</summary>", said("form.information"));
        for (InformationPart part : information.told()) {
          html.append("<p><strong>")
              .append(escaped(part.title()))
              .append("</strong><br>")
              .append(lines(part.text()))
              .append("</p>\n");
        }
        html.append("</details>\n");
      }
    }

    private void field(FormField field) {
      switch (field.type()) {
        case NOTE -> html.append("<p>").append(lines(field.label())).append("</p>\n");
        case CHOICES -> group(field, "checkbox", field.options(), field.options());
        case YES_NO ->
            group(
                field,
                "radio",
                List.of("true", "false"),
                List.of(said("form.answer.true"), said("form.answer.false")));
        default -> one(field);
      }
    }

    private void one(FormField field) {
      line("<p><label for=\"%s\">%s</label>", id(field.name()), label(field));
      help(field);
      html.append("<br>");
      String named =
          " id=\"%s\" name=\"%s\"%s"
              .formatted(id(field.name()), field.name(), field.required() ? " required" : "");
      switch (field.type()) {
        case LINES -> html.append("<textarea rows=\"4\"").append(named).append("></textarea>");
        case CHOICE -> choice(field, named);
        default -> html.append("<input").append(kind(field.type())).append(named).append('>');
      }
      html.append("</p>\n");
    }

    private void choice(FormField field, String named) {
      html.append("<select").append(named).append(">\n");
      line("<option value=\"\">%s</option>", said("form.choose"));
      field.options().forEach(option -> line("<option>%s</option>", option));
      html.append("</select>");
    }

    private void group(FormField field, String kind, List<String> values, List<String> shown) {
      line("<fieldset><legend>%s</legend>", label(field));
      if (field.help() != null) {
        line("<p>%s</p>", field.help());
      }
      for (int i = 0; i < values.size(); i++) {
        line(
            "<p><label><input type=\"%s\" name=\"%s\" value=\"%s\"> %s</label></p>",
            kind, field.name(), values.get(i), shown.get(i));
      }
      html.append("</fieldset>\n");
    }

    private void help(FormField field) {
      if (field.help() != null) {
        html.append("<br><small>").append(escaped(field.help())).append("</small>");
      }
    }

    /** Its words stay as they are, line by line: they are what is consented to. */
    private void box(FormBox box) {
      html.append("<p><label><input type=\"checkbox\" value=\"true\" name=\"")
          .append(escaped(box.key()))
          .append(box.required() ? "\" required> " : "\"> ")
          .append(lines(box.text()))
          .append("</label>");
      if (box.purpose() != null) {
        html.append(" (").append(said(box.required() ? "form.required" : "form.optional"));
        html.append(')');
      }
      if (box.linksPrivacyPolicy() && definition.privacyPolicy() != null) {
        line(
            "<br><a href=\"%s\" target=\"_blank\" rel=\"noopener\">%s (%s)</a>",
            definition.privacyPolicy(), definition.privacyPolicyLabel(), said("form.newWindow"));
      }
      html.append("</p>\n");
    }

    private String kind(FieldType type) {
      if (type == FieldType.DATE) {
        return " type=\"date\"";
      }
      String filled = type.autocomplete().isEmpty() ? "" : " autocomplete=\"%s\"";
      return " type=\"text\" inputmode=\"%s\"".formatted(type.keyboard())
          + filled.formatted(type.autocomplete());
    }

    private String label(FormField field) {
      return field.label()
          + " ("
          + said(field.required() ? "form.required" : "form.optional")
          + ")";
    }

    /** Several forms may stand on a page. */
    private String id(String name) {
      return "jawort-" + form.key() + "-" + name;
    }

    private String said(String key) {
      return messages.getMessage(key, null, locale);
    }

    /** A line in which nothing that comes from outside is HTML. */
    private void line(String pattern, String... texts) {
      Object[] safe = List.of(texts).stream().map(PlainHtml::escaped).toArray();
      html.append(pattern.formatted(safe)).append('\n');
    }
  }
}
