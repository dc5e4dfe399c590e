package org.jawort.optin.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.webhook.Webhooks;
import org.jawort.platform.web.Flash;
import org.jawort.platform.web.FormInput;
import org.jawort.tenant.Acting;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
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
  String list(Acting acting, Model model) {
    return draw(FormInput.empty(), acting, model);
  }

  @PostMapping(PATH)
  String add(
      @RequestParam MultiValueMap<String, String> values,
      Acting acting,
      HttpServletResponse response,
      Model model) {
    FormInput form = FormInput.of(values, "webhook");
    String url = form.required("url", LONGEST);
    if (!Webhooks.isCallable(url)) {
      form.refuse("url", "webhook.url.wrong");
    }
    if (!form.isGood()) {
      response.setStatus(422);
      return draw(form, acting, model);
    }
    webhooks.add(acting.tenant(), url);
    Flash.good(response, "webhook.added");
    return back();
  }

  /** Calls the address now; whoever pressed the button waits for the answer. */
  @PostMapping(PATH + "/test")
  String test(@RequestParam String url, Acting acting, HttpServletResponse response) {
    if (!Webhooks.isCallable(url)) {
      Flash.bad(response, "webhook.url.wrong");
      return back();
    }
    Webhooks.Tried call = webhooks.test(acting.tenant(), url);
    if (call.taken()) {
      Flash.good(response, "webhook.test.taken", call.answer());
    } else if (call.answered()) {
      Flash.bad(response, "webhook.test.refused", call.answer());
    } else {
      // A flash names its text without an underscore.
      Flash.bad(response, "webhook.test." + call.answer().replace('_', '-'));
    }
    return back();
  }

  /** Answers with the page itself: the secret belongs into no address. */
  @PostMapping(PATH + "/secret")
  String secret(
      @RequestParam UUID secret, Acting acting, HttpServletResponse response, Model model) {
    Optional<String> text = webhooks.reveal(acting.tenant(), secret);
    if (text.isEmpty()) {
      Flash.bad(response, "webhook.secret.gone");
      return back();
    }
    model.addAttribute("shown", secret);
    model.addAttribute("text", text.get());
    return draw(FormInput.empty(), acting, model);
  }

  @PostMapping(PATH + "/rotate")
  String rotate(@RequestParam UUID secret, Acting acting, HttpServletResponse response) {
    tell(webhooks.rotate(acting.tenant(), secret), "webhook.rotated", response);
    return back();
  }

  @PostMapping(PATH + "/end")
  String end(@RequestParam UUID secret, Acting acting, HttpServletResponse response) {
    tell(webhooks.end(acting.tenant(), secret), "webhook.ended", response);
    return back();
  }

  private static void tell(boolean done, String key, HttpServletResponse response) {
    if (done) {
      Flash.good(response, key);
    } else {
      Flash.bad(response, "webhook.secret.gone");
    }
  }

  @PostMapping(PATH + "/remove")
  String remove(@RequestParam String url, Acting acting, HttpServletResponse response) {
    if (webhooks.remove(acting.tenant(), url)) {
      Flash.good(response, "webhook.removed");
    } else {
      Flash.bad(response, "webhook.used");
    }
    return back();
  }

  private static String back() {
    return "redirect:" + PATH;
  }

  private String draw(FormInput form, Acting acting, Model model) {
    model.addAttribute("form", form);
    model.addAttribute("endpoints", webhooks.endpoints(acting.tenant()));
    model.addAttribute("calls", webhooks.newest(acting.tenant()));
    return "optin/webhooks";
  }
}
