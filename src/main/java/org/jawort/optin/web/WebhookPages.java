package org.jawort.optin.web;

import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.webhook.Webhooks;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.FormInput;
import org.jawort.platform.web.Labels;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The calls of other systems: their addresses and secrets, the last calls, and a call to try it.
 */
@Controller
class WebhookPages {
  private static final String PATH = WebhookAddresses.WEBHOOKS;
  private static final int LONGEST = 2_000;

  private final Webhooks webhooks;

  WebhookPages(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @GetMapping(PATH)
  Answer list(Acting acting) {
    return draw(FormInput.empty(), acting);
  }

  @PostMapping(PATH)
  Answer add(@Labels("webhook") FormInput form, Acting acting) {
    String url = form.required("url", LONGEST);
    if (!Webhooks.isCallable(url)) {
      form.refuse("url", "webhook.url.wrong");
    }
    if (!form.isGood()) {
      return draw(form, acting).status(422);
    }
    webhooks.add(acting.tenant(), url);
    return back().good("webhook.added");
  }

  /** Calls the address now; whoever pressed the button waits for the answer. */
  @PostMapping(PATH + "/test")
  Answer test(@RequestParam String url, Acting acting) {
    if (!Webhooks.isCallable(url)) {
      return back().bad("webhook.url.wrong");
    }
    Webhooks.Tried call = webhooks.test(acting.tenant(), url);
    if (call.taken()) {
      return back().good("webhook.test.taken", call.answer());
    }
    return call.answered()
        ? back().bad("webhook.test.refused", call.answer())
        // A flash names its text without an underscore.
        : back().bad("webhook.test." + call.answer().replace('_', '-'));
  }

  /** Answers with the page itself: the secret belongs into no address. */
  @PostMapping(PATH + "/secret")
  Answer secret(@RequestParam UUID secret, Acting acting) {
    Optional<String> text = webhooks.reveal(acting.tenant(), secret);
    return text.isEmpty()
        ? back().bad("webhook.secret.gone")
        : draw(FormInput.empty(), acting).with("shown", secret).with("text", text.get());
  }

  @PostMapping(PATH + "/rotate")
  Answer rotate(@RequestParam UUID secret, Acting acting) {
    return told(webhooks.rotate(acting.tenant(), secret), "webhook.rotated");
  }

  @PostMapping(PATH + "/end")
  Answer end(@RequestParam UUID secret, Acting acting) {
    return told(webhooks.end(acting.tenant(), secret), "webhook.ended");
  }

  @PostMapping(PATH + "/again")
  Answer again(@RequestParam UUID call, Acting acting) {
    return webhooks.again(acting.tenant(), call)
        ? back().good("webhook.call.queued")
        : back().bad("webhook.call.not-failed");
  }

  private static Answer told(boolean done, String key) {
    return done ? back().good(key) : back().bad("webhook.secret.gone");
  }

  @PostMapping(PATH + "/remove")
  Answer remove(@RequestParam String url, Acting acting) {
    return webhooks.remove(acting.tenant(), url)
        ? back().good("webhook.removed")
        : back().bad("webhook.used");
  }

  private static Answer back() {
    return Answer.redirect(PATH);
  }

  private Answer draw(FormInput form, Acting acting) {
    return Answer.page("optin/webhooks")
        .with("form", form)
        .with("endpoints", webhooks.endpoints(acting.tenant()))
        .with("calls", webhooks.newest(acting.tenant()));
  }
}
