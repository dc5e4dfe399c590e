package org.jawort.campaign.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles templates that staff write, so that none can do more than put texts together: no Java
 * method is reached, no file is read, nothing that the recipient supplied escapes escaping, and
 * work and size are bounded.
 */
public final class Sandbox {
  /** Characters of one template, and of what it makes. */
  static final int LARGEST = 256 * 1024;

  private static final int DEEPEST_LOOP = 2;
  private static final Set<String> TAGS = Set.of("if", "verbatim");
  private static final Set<String> FILTERS =
      Set.of(
          "abbreviate",
          "capitalize",
          "default",
          "escape",
          "first",
          "last",
          "length",
          "lower",
          "trim",
          "upper");

  /** None that compares by patterns or counts up. */
  private static final Set<String> OPERATORS =
      Set.of(
          "or",
          "and",
          "is",
          "is not",
          "contains",
          "==",
          "equals",
          "!=",
          ">",
          "<",
          ">=",
          "<=",
          "+",
          "-",
          "|",
          "~");

  /** Choosing another kind of escaping would undo the one that fits the place. */
  private static final Pattern OWN_ESCAPING = Pattern.compile("\\|\\s*escape\\b");

  private final PebbleEngine engine;

  private Sandbox(PebbleEngine engine) {
    this.engine = engine;
  }

  /** For HTML: every value is escaped. */
  static Sandbox html(Map<String, Function> functions, Map<String, Filter> filters) {
    return new Sandbox(engine(functions, filters).autoEscaping(true).build());
  }

  /** For plain text. */
  static Sandbox text(Map<String, Function> functions, Map<String, Filter> filters) {
    return new Sandbox(engine(functions, filters).autoEscaping(false).build());
  }

  private static PebbleEngine.Builder engine(
      Map<String, Function> functions, Map<String, Filter> filters) {
    return new PebbleEngine.Builder()
        .loader(new MemoryLoader())
        .cacheActive(false)
        .strictVariables(true)
        // It would swallow the line break behind every value.
        .newLineTrimming(false)
        .maxRenderedSize(LARGEST)
        .methodAccessValidator((object, method) -> false)
        .registerExtensionCustomizer(Allowed::new)
        .extension(new Own(functions, filters));
  }

  /**
   * Compiles a template.
   *
   * @throws UnusableTemplateException where it is wrong or asks for more than it may
   */
  public synchronized PebbleTemplateImpl compile(String source) {
    if (source.length() > LARGEST) {
      throw new UnusableTemplateException("long", 0, String.valueOf(LARGEST / 1024));
    }
    if (OWN_ESCAPING.matcher(source).find()) {
      throw new UnusableTemplateException("escape", 0);
    }
    try {
      var template = (PebbleTemplateImpl) engine.getLiteralTemplate(source);
      Expressions.of(body(template)).fields().forEach(Sandbox::mustBeOurs);
      return template;
    } catch (PebbleException e) {
      throw unusable(e);
    } catch (StackOverflowError e) {
      throw new UnusableTemplateException("deep", 0);
    }
  }

  /** The engine adds fields of its own, which tell of all others. */
  private static void mustBeOurs(String field, int line) {
    if (field.startsWith("_") || field.equals("template") || field.equals("locale")) {
      throw new UnusableTemplateException("function", line, field);
    }
  }

  /** The nodes of a compiled template. */
  public static BodyNode body(PebbleTemplateImpl template) {
    return ((RootNode) template.getRootNode()).getBody();
  }

  /** A template of these nodes, each of which is evaluated at the cost of a budget. */
  Metered of(List<RenderableNode> nodes) {
    BodyNode metered = Metering.of(new BodyNode(1, nodes));
    return new Metered(new PebbleTemplateImpl(engine, new RootNode(metered), "mail"));
  }

  /** A template that can be evaluated. */
  record Metered(PebbleTemplateImpl inner) {}

  /**
   * Puts a text together at the cost of the current {@link Budget}.
   *
   * @throws UnusableTemplateException where the template meets something that it may not do, or
   *     would take too long
   */
  static String made(Metered template, Map<String, Object> values, Locale locale) {
    var out = new Counted();
    try {
      template.inner().evaluate(out, values, locale);
      return out.toString();
    } catch (PebbleException e) {
      throw unusable(e);
    } catch (IOException | StackOverflowError e) {
      throw new UnusableTemplateException("deep", 0);
    }
  }

  private static UnusableTemplateException unusable(PebbleException e) {
    int line = e.getLineNumber() == null ? 0 : e.getLineNumber();
    return e.getCause() instanceof UnusableTemplateException ours
        ? ours
        : new UnusableTemplateException("wrong", line, String.valueOf(e.getPebbleMessage()));
  }

  /** Ends what would go on for too long. */
  private static final class Counted extends StringWriter {
    @Override
    public void write(String text) {
      Budget.current().read(text.length(), 0);
      super.write(text);
    }

    @Override
    public void write(char[] text, int from, int length) {
      Budget.current().read(length, 0);
      super.write(text, from, length);
    }
  }

  /** What remains of Pebble's own extensions. */
  private static final class Allowed extends ExtensionCustomizer {
    Allowed(Extension whole) {
      super(whole);
    }

    @Override
    public List<TokenParser> getTokenParsers() {
      var allowed = new ArrayList<TokenParser>();
      for (TokenParser parser : all(super.getTokenParsers())) {
        if (TAGS.contains(parser.getTag())) {
          allowed.add(parser);
        } else if (parser instanceof ForTokenParser) {
          allowed.add(new ShallowFor());
        }
      }
      return allowed;
    }

    @Override
    public Map<String, Filter> getFilters() {
      Map<String, Filter> whole = super.getFilters();
      return whole == null
          ? Map.of()
          : whole.entrySet().stream()
              .filter(filter -> FILTERS.contains(filter.getKey()))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Map<String, Function> getFunctions() {
      return Map.of();
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
      return all(super.getBinaryOperators()).stream()
          .filter(operator -> OPERATORS.contains(operator.getSymbol()))
          .toList();
    }

    private static <T> List<T> all(@Nullable List<T> whole) {
      return whole == null ? List.of() : whole;
    }
  }

  /** Loops run over the few lists that a mail has; within each other they would multiply. */
  private static final class ShallowFor extends ForTokenParser {
    private int depth;

    @Override
    public RenderableNode parse(Token token, Parser parser) {
      if (depth >= DEEPEST_LOOP) {
        throw new UnusableTemplateException("loops", token.getLineNumber());
      }
      depth++;
      try {
        return super.parse(token, parser);
      } finally {
        depth--;
      }
    }
  }

  private static final class Own extends AbstractExtension {
    private final Map<String, Function> functions;
    private final Map<String, Filter> filters;

    Own(Map<String, Function> functions, Map<String, Filter> filters) {
      this.functions = functions;
      this.filters = filters;
    }

    @Override
    public Map<String, Function> getFunctions() {
      return functions;
    }

    @Override
    public Map<String, Filter> getFilters() {
      var all = new HashMap<>(filters);
      all.put("join", new Join());
      return all;
    }
  }
}
