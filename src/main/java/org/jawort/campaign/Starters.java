package org.jawort.campaign;

import java.util.List;
import org.jawort.campaign.template.Content;
import org.jawort.campaign.template.PlainText;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The door to what a new campaign begins with, so that nobody begins with an empty page. */
@Component
public class Starters {
  private final BlockHtml blockHtml;
  private final MessageSource texts;

  Starters(BlockHtml blockHtml, MessageSource texts) {
    this.blockHtml = blockHtml;
    this.texts = texts;
  }

  /** Content to begin with. */
  public Content of(Heading heading, Content.Kind kind) {
    List<Block> begun =
        heading.messageClass() == MessageClass.OPT_IN
            ? confirmation(heading.language())
            : letter(heading.language());
    Content empty = Content.empty(kind);
    String html = blockHtml.html(begun, heading.language());
    return switch (kind) {
      case BLOCKS -> withBlocks(empty, begun, heading.language());
      case HTML -> empty.with(html, "");
      case TEXT -> empty.with("", PlainText.of(html));
    };
  }

  /** The same content written in another way; what cannot be taken along is left out. */
  public Content as(Content content, Content.Kind kind, Language language) {
    var other =
        new Content(
            content.subject(),
            content.preheader(),
            content.senderName(),
            content.senderAddress(),
            content.replyTo(),
            kind,
            "",
            "",
            "");
    return switch (kind) {
      case HTML ->
          other.with(
              content.kind() == Content.Kind.TEXT
                  ? blockHtml.html(List.of(Block.of(Block.Kind.TEXT, content.text())), language)
                  : content.html(),
              "");
      case TEXT -> other.with("", content.plain());
      case BLOCKS ->
          withBlocks(other, List.of(Block.of(Block.Kind.TEXT, content.plain())), language);
    };
  }

  /** Content made of blocks. */
  public Content withBlocks(Content content, List<Block> made, Language language) {
    return new Content(
        content.subject(),
        content.preheader(),
        content.senderName(),
        content.senderAddress(),
        content.replyTo(),
        Content.Kind.BLOCKS,
        made.isEmpty() ? "" : blockHtml.html(made, language),
        "",
        blockHtml.write(made));
  }

  private List<Block> letter(Language language) {
    return List.of(
        Block.of(Block.Kind.HEADING, text("heading", language)),
        Block.of(Block.Kind.TEXT, text("greeting", language)));
  }

  private List<Block> confirmation(Language language) {
    return List.of(
        Block.of(Block.Kind.HEADING, text("confirm.heading", language)),
        Block.of(Block.Kind.TEXT, text("confirm.intro", language)),
        Block.of(Block.Kind.CONSENTS),
        Block.of(Block.Kind.TEXT, text("confirm.ask", language)),
        Block.labelled(Block.Kind.CONFIRM, text("confirm.button", language)),
        Block.of(Block.Kind.TEXT, text("confirm.valid", language)),
        Block.of(Block.Kind.TEXT, text("confirm.not", language)),
        Block.labelled(Block.Kind.REFUSE, text("confirm.refuse", language)),
        Block.of(Block.Kind.TEXT, text("confirm.greetings", language)));
  }

  private String text(String key, Language language) {
    return texts.getMessage("campaign.starter." + key, null, language.locale());
  }
}
