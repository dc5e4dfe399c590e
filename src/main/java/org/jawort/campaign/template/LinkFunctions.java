package org.jawort.campaign.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What templates call beside Pebble's own: {@code confirm_link('Anmeldung bestätigen')} and the
 * other link functions make personal links from a label (S0-03), the filter {@code lines} keeps
 * line breaks.
 */
public final class LinkFunctions {
  /** Filter for a whole address: what is none that a mail may lead to becomes a mere hash. */
  static final String ADDRESS = "jawort_address";

  /** Filter for a part of an address. */
  static final String PART = "jawort_part";

  /** Names of the functions, and the field with the address of each. */
  public static final Map<String, String> LINKS =
      Map.of(
          "confirm_link", "confirm_url",
          "refuse_link", "refuse_url",
          "unsubscribe_link", "unsubscribe_url",
          "web_version_link", "web_version_url");

  private static final Pattern HARMLESS = Pattern.compile("(?is)\\s*(https?://|mailto:|tel:).*");

  /** Functions of the HTML part by their names: links as anchors, confirming as a button. */
  public static final Map<String, Function> HTML =
      functions(
          name -> name.equals("confirm_link") ? LinkFunctions::button : LinkFunctions::anchor);

  /** Functions of the plain part by their names: links as bare addresses. */
  public static final Map<String, Function> TEXT = functions(name -> LinkFunctions::plain);

  /** Filters that make a value harmless where it stands in HTML. */
  public static final Map<String, Filter> HTML_FILTERS =
      Map.of(
          "lines",
          new Lines(text -> new SafeString(escaped(text).replace("\n", "<br>\n"))),
          ADDRESS,
          new Lines(text -> HARMLESS.matcher(text).matches() ? text : "#"),
          PART,
          new Lines(text -> URLEncoder.encode(text, UTF_8).replace("+", "%20")));

  /** Filters of the plain part. */
  public static final Map<String, Filter> TEXT_FILTERS = Map.of("lines", new Lines(text -> text));

  private LinkFunctions() {}

  private static Map<String, Function> functions(
      java.util.function.Function<String, Shape> shapes) {
    return LINKS.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, link -> new Link(link.getValue(), shapes.apply(link.getKey()))));
  }

  private interface Shape {
    Object of(String label, String url, String colour);
  }

  private record Link(String variable, Shape shape) implements Function {
    @Override
    public List<String> getArgumentNames() {
      return List.of("label");
    }

    @Override
    public Object execute(
        Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
      if (!(arguments.get("label") instanceof String label) || label.isBlank()) {
        throw new UnusableTemplateException("label", line);
      }
      return shape.of(label, value(context, variable), value(context, "button_colour"));
    }
  }

  private record Lines(java.util.function.Function<String, Object> shape) implements Filter {
    @Override
    public @Nullable List<String> getArgumentNames() {
      return null;
    }

    @Override
    public Object apply(
        @Nullable Object input,
        Map<String, Object> arguments,
        PebbleTemplate self,
        EvaluationContext context,
        int line) {
      return shape.apply(input == null ? "" : input.toString());
    }
  }

  private static String value(EvaluationContext context, String variable) {
    return String.valueOf(context.getVariable(variable));
  }

  /** Border instead of padding, as Outlook leaves the padding of a link away. */
  private static Object button(String label, String url, String colour) {
    return new SafeString(
        ("<a href=\"%s\" target=\"_blank\" style=\"display:inline-block;background-color:%s;"
                + "border:solid %s;border-width:13px 28px;border-radius:6px;color:#ffffff;"
                + "font-family:Arial,Helvetica,sans-serif;font-size:16px;font-weight:bold;"
                + "line-height:1.25;text-decoration:none;\">%s</a>")
            .formatted(escaped(url), colour, colour, escaped(label)));
  }

  private static Object anchor(String label, String url, String colour) {
    return new SafeString(
        "<a class=\"link\" href=\"%s\" target=\"_blank\" style=\"color:#0b5394;\">%s</a>"
            .formatted(escaped(url), escaped(label)));
  }

  private static Object plain(String label, String url, String colour) {
    return label + ": " + url;
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
