package org.jawort.desk.web;

import java.util.UUID;
import org.jawort.platform.web.PageFault;

/** The faults about what the tenant does not have, or what another one has. */
public final class NotFound {
  /** An id in an address; all else is no page of ours. */
  public static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private NotFound() {}

  /** Of a contact, a contact point, or what belongs to one. */
  public static PageFault contact() {
    return PageFault.notFound("desk.contact.unknown")
        .leadingTo("/app/contacts", "desk.contact.unknown.link");
  }

  /** Of a form, or of one that was put away. */
  public static PageFault form() {
    return PageFault.notFound("desk.form.unknown")
        .leadingTo("/app/forms", "desk.form.unknown.link");
  }

  /** Of a mail to this contact. */
  public static PageFault mail(UUID contact) {
    return PageFault.notFound("desk.mail.unknown")
        .leadingTo("/app/contacts/" + contact, "desk.message.back");
  }

  /** Of a trial that was removed, or never was. */
  public static PageFault trial() {
    return PageFault.notFound("trial.unknown").leadingTo("/app/automation/trial", "trial.title");
  }

  /** Of proof whose day has come, or that nobody keeps. */
  public static PageFault keptProof() {
    return PageFault.notFound("erasure.kept.unknown")
        .leadingTo("/app/kept-proof", "erasure.kept.title");
  }
}
