package org.jawort.campaign.template;

import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's content, compiled, with all that belongs to every mail put around it.
 *
 * @param html null where the mail is plain text alone
 */
public record Template(
    Language language,
    MessageClass messageClass,
    Content content,
    Sandbox.Metered subject,
    Sandbox.Metered preheader,
    Sandbox.@Nullable Metered html,
    Sandbox.Metered text) {
  public static final Sandbox HTML = Sandbox.html(LinkFunctions.HTML, LinkFunctions.HTML_FILTERS);
  public static final Sandbox TEXT = Sandbox.text(LinkFunctions.TEXT, LinkFunctions.TEXT_FILTERS);

  /** Read by mailboxes and nobody else; the blanks keep the mail's first words from following. */
  private static final String PREHEADER =
      "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;"
          + "overflow:hidden;mso-hide:all;\" aria-hidden=\"true\">{{ preheader }}"
          + "&#847;&zwnj;&nbsp;".repeat(40)
          + "</div>\n";

  /** The content made for one recipient; no HTML where the mail is plain text alone. */
  public record Made(String subject, String preheader, String html, String text) {}

  /**
   * Compiles.
   *
   * @throws UnusableTemplateException where a part cannot be used
   */
  public static Template of(Language language, MessageClass messageClass, Content content) {
    return new Template(
        language,
        messageClass,
        content,
        line(content.subject()),
        line(content.preheader()),
        content.kind() == Content.Kind.TEXT ? null : html(language, messageClass, content),
        text(language, messageClass, content));
  }

  private static Sandbox.Metered line(String source) {
    return TEXT.of(Sandbox.body(TEXT.compile(source)).getChildren());
  }

  private static Sandbox.Metered html(
      Language language, MessageClass messageClass, Content content) {
    BodyNode own = Sandbox.body(HTML.compile(content.html()));
    Expressions uses = Expressions.of(own);
    List<RenderableNode> first =
        content.preheader().isBlank()
            ? List.of()
            : Sandbox.body(HTML.compile(PREHEADER)).getChildren();
    List<RenderableNode> last =
        MailFooter.belongsUnder(messageClass, uses)
            ? MailFooter.html(language, HTML).getChildren()
            : List.of();
    return HTML.of(OutputContexts.of(own).around(first, last));
  }

  private static Sandbox.Metered text(
      Language language, MessageClass messageClass, Content content) {
    BodyNode own = Sandbox.body(TEXT.compile(content.plain()));
    var nodes = new ArrayList<>(own.getChildren());
    if (MailFooter.belongsUnder(messageClass, Expressions.of(own))) {
      nodes.addAll(MailFooter.text(language, TEXT).getChildren());
    }
    return TEXT.of(nodes);
  }

  /**
   * Makes the content with the given values: texts, truth values and lists of texts.
   *
   * @throws UnusableTemplateException where the template meets something that it may not do
   */
  public Made make(Map<String, Object> given) {
    return Budget.ofMail().pay(() -> parts(given));
  }

  /**
   * Goes along all branches, whatever their conditions say, so that nobody's name makes the mail
   * cost more than it may.
   *
   * @throws UnusableTemplateException where it could
   */
  public void afford(Map<String, Object> given) {
    try {
      Budget.ofAllBranches().pay(() -> parts(given));
    } catch (UnusableTemplateException e) {
      if (e.isTooMuch()) {
        throw e;
      }
    }
  }

  private Made parts(Map<String, Object> given) {
    var values = new HashMap<>(given);
    values.putAll(MailFooter.values(messageClass));
    String line = Untrusted.line(made(preheader, values));
    values.put("preheader", line);
    return new Made(
        Untrusted.line(made(subject, values)),
        line,
        Optional.ofNullable(html).map(part -> made(part, values)).orElse(""),
        spaced(made(text, values)));
  }

  /** Lines that held nothing but a tag leave no more than one empty line. */
  private static String spaced(String text) {
    return text.replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private String made(Sandbox.Metered part, Map<String, Object> values) {
    return Sandbox.made(part, values, language.locale());
  }
}
