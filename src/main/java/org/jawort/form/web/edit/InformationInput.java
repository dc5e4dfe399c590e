package org.jawort.form.web.edit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jawort.form.AgeGate;
import org.jawort.form.DataInformation;
import org.jawort.form.FormContent;
import org.jawort.form.FormDraft;
import org.jawort.form.FormExtras;
import org.jawort.form.InformationPart;
import org.jawort.form.InformationTopic;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The tab "information" as staff fill it in. */
final class InformationInput {
  private static final DataInformation NOTHING = new DataInformation(Map.of(), List.of());

  private InformationInput() {}

  /** The tab's inputs with what stands in a draft: what nobody wrote is what the profile says. */
  static void fill(FormInput form, FormDraft draft) {
    FormExtras extras = FormExtras.of(draft.content().extras());
    form.with("age", extras.age() == null ? "" : "true")
        .with("informs", extras.information() == null ? "" : "true");
    for (InformationPart part : shown(draft)) {
      form.with(name(part.topic()), part.text());
    }
  }

  static String name(InformationTopic topic) {
    return "information-" + topic.name();
  }

  /** As the draft would show it, be it switched on or not. */
  static List<InformationPart> shown(FormDraft draft) {
    DataInformation information = FormExtras.of(draft.content().extras()).information();
    return draft.informing(information == null ? NOTHING : information).shown();
  }

  /** What is still to be said, where the draft tells anything at all. */
  static List<InformationTopic> gaps(FormDraft draft) {
    DataInformation information = FormExtras.of(draft.definition().extras()).information();
    return information == null ? List.of() : information.gaps();
  }

  /** The draft with what was typed; what is empty, or says what the profile says, follows it. */
  static FormContent content(FormInput form, FormDraft draft) {
    FormExtras extras = FormExtras.of(draft.content().extras());
    AgeGate age = form.has("age", "true") ? AgeGate.WANTED : null;
    return draft.content().with(extras.with(age).with(information(form, draft)));
  }

  private static @Nullable DataInformation information(FormInput form, FormDraft draft) {
    var own = new EnumMap<InformationTopic, String>(InformationTopic.class);
    for (InformationPart part : draft.informing(NOTHING).shown()) {
      String typed = form.text(name(part.topic()), DataInformation.LONGEST);
      if (part.topic().written() && !typed.isEmpty() && !typed.equals(part.text())) {
        own.put(part.topic(), typed);
      }
    }
    return form.has("informs", "true") ? new DataInformation(own, List.of()) : null;
  }
}
