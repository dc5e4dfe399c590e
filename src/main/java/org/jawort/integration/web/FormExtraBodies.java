package org.jawort.integration.web;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jawort.form.AgeGate;
import org.jawort.form.DataInformation;
import org.jawort.form.FormAction;
import org.jawort.form.FormExtras;
import org.jawort.form.FormLook;
import org.jawort.form.InformationTopic;
import org.jawort.platform.web.BrandColour;

/** Reads from a body what a form has besides what it says and asks. */
final class FormExtraBodies {
  private static final int LONGEST_WEBHOOK = 2_000;
  private static final int COLOUR_LENGTH = 7;

  private FormExtraBodies() {}

  static FormExtras extras(JsonInput body) {
    return FormExtras.NONE
        .with(body.object("action").map(FormExtraBodies::action).orElse(FormAction.NONE))
        .with(body.object("information").map(FormExtraBodies::information).orElse(null))
        .with(body.flag("ageGate") ? AgeGate.WANTED : null)
        .with(body.object("look").map(FormExtraBodies::look).orElse(FormLook.STANDARD));
  }

  private static DataInformation information(JsonInput information) {
    var own = new EnumMap<InformationTopic, String>(InformationTopic.class);
    for (InformationTopic topic : InformationTopic.values()) {
      if (topic.written()) {
        String text =
            information.lines(topic.name().toLowerCase(Locale.ROOT), DataInformation.LONGEST);
        if (text != null && !text.isBlank()) {
          own.put(topic, text);
        }
      }
    }
    return new DataInformation(own, List.of());
  }

  private static FormLook look(JsonInput look) {
    String colour = look.text("colour", COLOUR_LENGTH);
    boolean named = look.flag("named");
    if (colour == null) {
      return FormLook.of(null, named);
    }
    String hex = colour.toLowerCase(Locale.ROOT);
    if (!hex.matches("#[0-9a-f]{6}") || !BrandColour.of(hex.substring(1)).isReadable()) {
      look.refuse("colour", "must be a colour such as #1b5e7b on which white text can be read");
    }
    return FormLook.of(hex, named);
  }

  private static FormAction action(JsonInput action) {
    Optional<FormAction.When> when = action.oneOf("staffWhen", FormAction.When.class);
    List<UUID> staff = action.ids("staff", FormAction.MOST);
    return new FormAction(
        action.ids("groups", FormAction.MOST),
        staff,
        staff.isEmpty() ? null : when.filter(FormAction.When.SUBMITTED::equals).orElse(null),
        action.text("webhook", LONGEST_WEBHOOK),
        action.id("mail"),
        action.has("process") && !action.flag("process"));
  }
}
