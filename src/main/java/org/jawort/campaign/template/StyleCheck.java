package org.jawort.campaign.template;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the styles of a mail may say, by list: properties, functions, rules, and addresses of
 * pictures of ours alone. A character written as a number (CSS Syntax 3, section 4.3.7) is refused
 * whatever it is, as nobody needs one to say what is on the list.
 */
final class StyleCheck {
  private static final Pattern PROPERTY =
      Pattern.compile(
          """
          -?(?:mso|ms|webkit|moz)-[a-z-]{1,40}\
          |(?:margin|padding|border|background|font|text|list-style|outline|align|justify|flex|grid\
          |word|overflow|white-space|page-break|break|column)(?:-[a-z-]{1,40})?\
          |(?:min-|max-)?(?:width|height)|color|color-scheme|supported-color-schemes|line-height\
          |letter-spacing|vertical-align|display|visibility|opacity|float|clear|table-layout\
          |caption-side|empty-cells|direction|box-sizing|box-shadow|cursor|hyphens|quotes|gap|order\
          |row-gap|columns|orphans|widows|object-fit|object-position|appearance|zoom\
          """);

  private static final Set<String> REFUSED_PROPERTIES = Set.of("-moz-binding", "-ms-behavior");

  private static final Set<String> FUNCTIONS =
      Set.of(
          "rgb",
          "rgba",
          "hsl",
          "hsla",
          "calc",
          "min",
          "max",
          "clamp",
          "linear-gradient",
          "radial-gradient",
          "repeat",
          "minmax");

  private static final Set<String> RULES = Set.of("media", "supports", "-ms-viewport", "page");

  private static final Pattern RULE = Pattern.compile("@([a-z-]*)");
  private static final Pattern BLOCK = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern FUNCTION = Pattern.compile("(-?[a-z][a-z-]*)\\s*\\(");
  private static final Pattern NUMBERED = Pattern.compile("\\\\[0-9a-zA-Z\\r\\n\\f]");
  private static final Pattern ADDRESS =
      Pattern.compile("url\\(\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\"')]*))\\s*\\)");
  private static final Pattern OURS =
      Pattern.compile(
          "\\s*(?:data:image/(?:png|gif|jpeg|webp)[;,].*|\uFFFCimages\uFFFC.*)", Pattern.DOTALL);

  private StyleCheck() {}

  /**
   * Something that may not be there.
   *
   * @param foreign whether it comes from elsewhere
   */
  record Unfit(boolean foreign, String what) {
    static Unfit of(String what) {
      return new Unfit(false, what.strip().substring(0, Math.min(40, what.strip().length())));
    }
  }

  /** The first thing in a style sheet that may not be there. */
  static Optional<Unfit> sheet(String css) {
    if (NUMBERED.matcher(css).find()) {
      return Optional.of(Unfit.of("\\"));
    }
    Read read = Read.of(css.toLowerCase(Locale.ROOT));
    Optional<Unfit> rule =
        RULE.matcher(read.text())
            .results()
            .map(found -> found.group(1))
            .filter(name -> !RULES.contains(name))
            .map(name -> Unfit.of("@" + name))
            .findFirst();
    return read.unfit()
        .or(() -> rule)
        .or(
            () ->
                BLOCK
                    .matcher(read.text())
                    .results()
                    .map(block -> block.group(1))
                    .flatMap(StyleCheck::each)
                    .findFirst())
        .or(() -> outside(read.text()));
  }

  /** A function in a selector or a query is none that a mail needs. */
  private static Optional<Unfit> outside(String text) {
    return BLOCK.matcher(text).replaceAll("{}").contains("url(")
        ? Optional.of(new Unfit(true, "url()"))
        : Optional.empty();
  }

  /** The first thing in the value of a style attribute that may not be there. */
  static Optional<Unfit> declarations(String css) {
    if (NUMBERED.matcher(css).find()) {
      return Optional.of(Unfit.of("\\"));
    }
    Read read = Read.of(css.toLowerCase(Locale.ROOT));
    return read.unfit().or(() -> each(read.text()).findFirst());
  }

  private static Stream<Unfit> each(String declarations) {
    return Arrays.stream(declarations.split(";", -1))
        .filter(one -> !one.isBlank())
        .flatMap(one -> declaration(one).stream());
  }

  private static Optional<Unfit> declaration(String text) {
    int colon = text.indexOf(':');
    String property = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (colon < 0
        || REFUSED_PROPERTIES.contains(property)
        || !PROPERTY.matcher(property.replace("*", "")).matches()) {
      return Optional.of(Unfit.of(property));
    }
    return FUNCTION
        .matcher(text.substring(colon + 1))
        .results()
        .map(found -> found.group(1))
        .filter(name -> !FUNCTIONS.contains(name))
        .map(name -> Unfit.of(name + "()"))
        .findFirst();
  }

  /**
   * A text without comments, strings and addresses, which may hold anything.
   *
   * @param unfit an address that is none of ours
   */
  private record Read(String text, Optional<Unfit> unfit) {
    static Read of(String css) {
      var bare = new StringBuilder(css.length());
      Optional<Unfit> unfit = Optional.empty();
      int i = 0;
      while (i < css.length()) {
        char c = css.charAt(i);
        if (c == '"' || c == '\'') {
          i = stringEnd(css, i);
          bare.append('0');
        } else if (css.startsWith("/*", i)) {
          int end = css.indexOf("*/", i + 2);
          i = end < 0 ? css.length() : end + 2;
        } else if (css.startsWith("url(", i)) {
          Matcher address = ADDRESS.matcher(css).region(i, css.length());
          if (!address.lookingAt() || !OURS.matcher(given(address)).matches()) {
            unfit = Optional.of(new Unfit(true, "url()"));
          }
          bare.append("0");
          i = address.lookingAt() ? address.end() : css.length();
        } else {
          bare.append(c);
          i++;
        }
      }
      return new Read(bare.toString(), unfit);
    }

    private static String given(Matcher address) {
      return Stream.of(1, 2, 3)
          .map(address::group)
          .filter(java.util.Objects::nonNull)
          .findFirst()
          .orElse("");
    }

    /** A string ends with its line, too. */
    private static int stringEnd(String css, int from) {
      char quote = css.charAt(from);
      for (int i = from + 1; i < css.length(); i++) {
        char c = css.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == quote || c == '\n' || c == '\r' || c == '\f') {
          return i + 1;
        }
      }
      return css.length();
    }
  }
}
