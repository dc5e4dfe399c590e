package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.Purpose;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.jawort.form.ConsentBox;
import org.jawort.form.Form;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The boxes for consents of a form, with purposes by their keys. */
@Component
class ConsentBoxes {
  /** More than a form can have; how many it can is said with all else that is wrong. */
  private static final int MOST_READ = 50;

  private final Purposes purposes;

  ConsentBoxes(Purposes purposes) {
    this.purposes = purposes;
  }

  /**
   * A box for a consent: one for each purpose and channel.
   *
   * @param purpose its key
   * @param channel EMAIL; nothing can be asked by text message yet
   * @param required whether the form cannot be submitted without it
   */
  @Schema(name = "FormConsent")
  record ConsentBoxJson(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "newsletter") String purpose,
      @Schema(defaultValue = "EMAIL") Channel channel,
      @Schema(defaultValue = "false") boolean required) {}

  /** What a form asks for. */
  List<ConsentBoxJson> of(TenantId tenant, Form form) {
    List<Purpose> all = purposes.all(tenant);
    List<ConsentBox> chosen = form.definition().consents();
    List<ConsentBox> boxes =
        chosen.isEmpty()
            ? List.of(new ConsentBox(form.purpose().value(), Channel.EMAIL, true))
            : chosen;
    return boxes.stream()
        .flatMap(
            box ->
                all.stream()
                    .filter(purpose -> purpose.id().value().equals(box.purpose()))
                    .map(
                        purpose ->
                            new ConsentBoxJson(purpose.key(), box.channel(), box.required())))
        .toList();
  }

  /** Those that a body wants; none where it says nothing of them. */
  List<ConsentBox> read(TenantId tenant, JsonInput body) {
    if (!body.has("consents")) {
      return List.of();
    }
    List<Purpose> all = purposes.all(tenant);
    return body.objects("consents", MOST_READ).stream().map(box -> box(all, box)).toList();
  }

  private static ConsentBox box(List<Purpose> all, JsonInput box) {
    String key = box.required("purpose", 63);
    Optional<UUID> purpose =
        all.stream().filter(one -> one.key().equals(key)).map(one -> one.id().value()).findFirst();
    if (purpose.isEmpty()) {
      box.refuse("purpose", "must be the key of a purpose that is not archived");
    }
    Channel channel = box.oneOf("channel", Channel.class).orElse(Channel.EMAIL);
    return new ConsentBox(purpose.orElse(new UUID(0, 0)), channel, box.flag("required"));
  }
}
