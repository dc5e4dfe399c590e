package org.jawort.campaign.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;

/** A template that staff write, from its check to the mail. */
public final class TemplateFuzz {
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("first_name", "Ada"),
          Map.entry("last_name", "Lovelace"),
          Map.entry("consents", List.of("one", "two")),
          Map.entry("tenant", "Salon Ada"),
          Map.entry("sender_name", "Ada"),
          Map.entry("imprint", "Lange Straße 1"),
          Map.entry("privacy_policy_url", "https://salon.example/"),
          Map.entry("colour", "#1b5e7b"),
          Map.entry("button_colour", "#1b5e7b"),
          Map.entry("language", "de"),
          Map.entry("images", "https://ja.example/assets/i/"),
          Map.entry("unsubscribe_url", "https://ja.example/u/token"),
          Map.entry("web_version_url", "https://ja.example/w/token"),
          Map.entry("confirm_url", "https://ja.example/c/token"),
          Map.entry("refuse_url", "https://ja.example/r/token"));

  private TemplateFuzz() {}

  /** Any text makes a mail or is refused with a reason. */
  public static void fuzzerTestOneInput(byte[] input) {
    String source = new String(input, StandardCharsets.UTF_8);
    try {
      var content = new Content("S", "", "", "", "", Content.Kind.HTML, source, "", "");
      Template template = Template.of(Language.DE, MessageClass.OPT_IN, content);
      template.afford(VALUES);
      template.make(VALUES);
    } catch (UnusableTemplateException e) {
      // That is the answer.
    }
  }
}
