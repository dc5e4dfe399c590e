package org.jawort.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jawort.platform.web.Problems;
import org.jspecify.annotations.Nullable;

/** Answers about what the tenant does not have, or what another one has. */
public final class NotFound {
  /** An id in an address; all else is no page of ours. */
  public static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private NotFound() {}

  public static @Nullable String contact(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "desk.contact.unknown",
        new Problems.Link("/app/contacts", "desk.contact.unknown.link"));
    return null;
  }

  static @Nullable String form(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "desk.form.unknown",
        new Problems.Link("/app/forms", "desk.form.unknown.link"));
    return null;
  }

  public static @Nullable String mail(
      UUID contact, HttpServletRequest request, HttpServletResponse response) throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "desk.mail.unknown",
        new Problems.Link("/app/contacts/" + contact, "desk.message.back"));
    return null;
  }

  public static @Nullable String trial(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "trial.unknown",
        new Problems.Link("/app/automation/trial", "trial.title"));
    return null;
  }

  public static @Nullable String keptProof(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problems.answer(
        request,
        response,
        404,
        "erasure.kept.unknown",
        new Problems.Link("/app/kept-proof", "erasure.kept.title"));
    return null;
  }
}
