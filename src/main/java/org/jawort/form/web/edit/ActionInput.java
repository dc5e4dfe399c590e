package org.jawort.form.web.edit;

import java.util.List;
import java.util.UUID;
import org.jawort.form.FormAction;
import org.jawort.form.FormContent;
import org.jawort.form.FormExtras;
import org.jawort.optin.webhook.Webhooks;
import org.jawort.platform.web.FormInput;
import org.jspecify.annotations.Nullable;

/** The tab "action" as staff fill it in. */
final class ActionInput {
  private static final int LONGEST_WEBHOOK = 2_000;

  private ActionInput() {}

  /** The tab's inputs with what stands in a draft. */
  static void fill(FormInput form, FormAction action) {
    form.with("asks", action.unasked() ? "" : "true")
        .with("groups", texts(action.groups()))
        .with("staff", texts(action.staff()))
        .with("when", (action.when() == null ? FormAction.When.CONFIRMED : action.when()).name())
        .with("mail", action.mail() == null ? "" : action.mail().toString())
        .with("webhook", action.webhook() == null ? "" : action.webhook());
  }

  private static String[] texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  /** The draft with what was typed; what no draft can hold is refused in the form. */
  static FormContent content(FormInput form, FormContent standing) {
    List<UUID> staff = SentIds.all(form, "staff", FormAction.MOST);
    boolean early = form.has("when", FormAction.When.SUBMITTED.name());
    boolean unasked = !form.has("asks", "true");
    return standing.with(
        FormExtras.of(standing.extras())
            .with(
                new FormAction(
                    SentIds.all(form, "groups", FormAction.MOST),
                    staff,
                    early && !staff.isEmpty() ? FormAction.When.SUBMITTED : null,
                    webhook(form),
                    mail(form),
                    unasked)));
  }

  /** What the program did not offer chooses nothing. */
  private static @Nullable UUID mail(FormInput form) {
    List<UUID> chosen = SentIds.all(form, "mail", 1);
    return chosen.isEmpty() ? null : chosen.getFirst();
  }

  private static @Nullable String webhook(FormInput form) {
    String typed = form.optional("webhook", LONGEST_WEBHOOK);
    if (!typed.isEmpty() && !Webhooks.isCallable(typed)) {
      form.refuse("webhook", "webhook.url.wrong");
    }
    return typed.isEmpty() ? null : typed;
  }
}
