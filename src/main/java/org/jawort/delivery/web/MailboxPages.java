package org.jawort.delivery.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.ShownMail;
import org.jawort.platform.Settings;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.ContentPolicy;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Shows what the built-in mailbox caught, to this machine alone: mails of strangers hold personal
 * links, so everybody else finds nothing here, nor does anybody once a mail server is configured.
 */
@Controller
class MailboxPages {
  private static final int A_PAGE = 25;
  private static final String UNTRUSTED =
      "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

  private final Mailbox mailbox;
  private final boolean secure;

  MailboxPages(Mailbox mailbox, Settings settings) {
    this.mailbox = mailbox;
    this.secure = settings.secure();
  }

  @GetMapping("/mailbox")
  String list(
      @RequestParam(required = false) @Nullable UUID before,
      HttpServletRequest request,
      Model model) {
    admit(request);
    MessageId older = before == null ? null : new MessageId(before);
    List<Mailbox.Caught> caught = mailbox.newest(older, A_PAGE + 1);
    boolean more = caught.size() > A_PAGE;
    List<ShownMail> mails = caught.stream().limit(A_PAGE).map(MailboxPages::shown).toList();
    model.addAttribute("mails", mails);
    model.addAttribute("first", before == null);
    model.addAttribute("older", more ? "/mailbox?before=" + mails.getLast().id() : null);
    model.addAttribute("newer", before == null ? null : "/mailbox");
    return "delivery/mailbox";
  }

  @GetMapping("/mailbox/{message}")
  String show(
      @PathVariable UUID message,
      @RequestParam(defaultValue = "html") String view,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ShownMail mail = find(message, request);
    ContentPolicy.STRICT.with("frame-src", "'self'").set(response);
    model.addAttribute("mail", mail);
    model.addAttribute("view", List.of("text", "headers", "source").contains(view) ? view : "html");
    model.addAttribute("views", List.of("html", "text", "headers", "source"));
    return "delivery/mail";
  }

  /** The HTML part, for the frame: no script, nothing from elsewhere, an origin of its own. */
  @GetMapping("/mailbox/{message}/html")
  ResponseEntity<byte[]> html(
      @PathVariable UUID message, HttpServletRequest request, HttpServletResponse response) {
    String html = find(message, request).framed();
    ContentPolicy.framed(UNTRUSTED).set(response);
    // Links open pages that may not know this one as their opener.
    response.setHeader("Cross-Origin-Opener-Policy", "unsafe-none");
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .body(html.getBytes(StandardCharsets.UTF_8));
  }

  private ShownMail find(UUID message, HttpServletRequest request) {
    admit(request);
    return mailbox
        .find(new MessageId(message))
        .map(MailboxPages::shown)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static ShownMail shown(Mailbox.Caught caught) {
    return ShownMail.of(caught.id(), caught.at(), caught.raw());
  }

  private void admit(HttpServletRequest request) {
    if (!mailbox.isOpen() || !ClientAddress.of(request, secure).thisMachine()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }
}
