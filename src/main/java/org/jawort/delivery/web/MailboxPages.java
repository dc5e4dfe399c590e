package org.jawort.delivery.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.ShownMail;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.PageFault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Shows what the built-in mailbox caught, to whoever has its code: mails of strangers hold personal
 * links, so where it is closed there is nothing here for anybody.
 */
@Controller
class MailboxPages {
  private static final int A_PAGE = 25;
  private static final List<String> VIEWS = List.of("html", "text", "headers", "source");
  private static final String UNTRUSTED =
      "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

  private final Mailbox mailbox;
  private final MailboxDoor door;

  MailboxPages(Mailbox mailbox, MailboxDoor door) {
    this.mailbox = mailbox;
    this.door = door;
  }

  @GetMapping("/mailbox")
  Answer list(@RequestParam(required = false) @Nullable UUID before, HttpServletRequest request) {
    if (isLocked(request)) {
      return Answer.page("delivery/code").with("wrong", request.getParameter("code")).status(403);
    }
    MessageId older = before == null ? null : new MessageId(before);
    List<Mailbox.Caught> caught = mailbox.newest(older, A_PAGE + 1);
    boolean more = caught.size() > A_PAGE;
    List<ShownMail> mails = caught.stream().limit(A_PAGE).map(MailboxPages::shown).toList();
    return door.keeping(
        request,
        Answer.page("delivery/mailbox")
            .with("mails", mails)
            .with("first", before == null)
            .with("older", more ? "/mailbox?before=" + mails.getLast().id() : null)
            .with("newer", before == null ? null : "/mailbox"));
  }

  @GetMapping("/mailbox/{message}")
  Answer show(
      @PathVariable UUID message,
      @RequestParam(defaultValue = "") String view,
      HttpServletRequest request) {
    ShownMail mail = find(message, request);
    return Answer.page("delivery/mail")
        .with("mail", mail)
        .with("view", VIEWS.contains(view) ? view : mail.html() == null ? "text" : "html")
        .with("views", VIEWS)
        .policy(ContentPolicy.STRICT.with("frame-src", "'self'"));
  }

  /** The HTML part, for the frame: no script, nothing from elsewhere, an origin of its own. */
  @GetMapping("/mailbox/{message}/html")
  Answer html(@PathVariable UUID message, HttpServletRequest request) {
    byte[] html = find(message, request).framed().getBytes(StandardCharsets.UTF_8);
    return Answer.written("text/html;charset=UTF-8", html)
        .policy(ContentPolicy.framed(UNTRUSTED))
        // Links open pages that may not know this one as their opener.
        .header("Cross-Origin-Opener-Policy", "unsafe-none");
  }

  private ShownMail find(UUID message, HttpServletRequest request) {
    if (isLocked(request)) {
      throw PageFault.forbidden("delivery.mailbox.locked")
          .leadingTo("/mailbox", "delivery.mailbox.locked.open");
    }
    return mailbox
        .find(new MessageId(message))
        .map(MailboxPages::shown)
        .orElseThrow(MailboxPages::nothing);
  }

  private static ShownMail shown(Mailbox.Caught caught) {
    return ShownMail.of(caught.id(), caught.at(), caught.raw());
  }

  private boolean isLocked(HttpServletRequest request) {
    if (!mailbox.isOpen()) {
      throw nothing();
    }
    return !door.admits(request);
  }

  /** As of any address at which nothing ever was. */
  private static PageFault nothing() {
    return PageFault.notFound("frame.error.404");
  }
}
