package org.jawort.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jawort.campaign.Unsubscriptions;
import org.jawort.campaign.Unsubscriptions.Subject;
import org.jawort.consent.Evidence;
import org.jawort.consent.Unsubscribed;
import org.jawort.platform.Settings;
import org.jawort.platform.web.Brand;
import org.jawort.platform.web.ClientAddress;
import org.jawort.platform.web.PageLocale;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Unsubscribing: GET shows one button, POST acts (law 31, 32; RFC 8058). */
@Controller
class UnsubscribePages {
  private final Unsubscriptions unsubscriptions;
  private final Tenants tenants;
  private final boolean secure;

  UnsubscribePages(Unsubscriptions unsubscriptions, Tenants tenants, Settings settings) {
    this.unsubscriptions = unsubscriptions;
    this.tenants = tenants;
    this.secure = settings.secure();
  }

  @GetMapping("/u/{token}")
  String show(
      @PathVariable String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Optional<Subject> subject = unsubscriptions.find(token);
    if (subject.isEmpty()) {
      return unknown(response, model);
    }
    if (request.getMethod().equals(HttpMethod.GET.name())) {
      unsubscriptions.noteFetch(subject.get(), request.getHeader("User-Agent"));
    }
    dress(subject.get(), request, model);
    model.addAttribute("wordings", subject.get().wordings());
    return "campaign/unsubscribe";
  }

  /**
   * The page's own button, or a mail program's. Which of them is asked here and not in the mapping:
   * a mapping by parameter makes Spring read the body of every POST to whatever address.
   */
  @PostMapping("/u/{token}")
  Object press(
      @PathVariable String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return "One-Click".equals(request.getParameter("List-Unsubscribe"))
        ? oneClick(token, request)
        : press(token, model, request, response);
  }

  private String press(
      String token, Model model, HttpServletRequest request, HttpServletResponse response) {
    Optional<Subject> subject = unsubscriptions.find(token);
    if (subject.isEmpty()) {
      return unknown(response, model);
    }
    Unsubscribed outcome = withdraw(subject.get(), "LINK", request);
    dress(subject.get(), request, model);
    model.addAttribute(
        "text",
        switch (outcome) {
          case REVOKED, REFUSED -> "campaign.unsubscribe.done";
          case ALREADY, NOTHING_TO_WITHDRAW -> "campaign.unsubscribe.already";
        });
    return "campaign/unsubscribed";
  }

  /** A mail program's button: no cookie, no redirect, no page (RFC 8058, 3.2). */
  private ResponseEntity<String> oneClick(String token, HttpServletRequest request) {
    Optional<Subject> subject = unsubscriptions.find(token);
    subject.ifPresent(found -> withdraw(found, "ONE_CLICK", request));
    return ResponseEntity.status(subject.isPresent() ? 200 : 404)
        .contentType(MediaType.TEXT_PLAIN)
        .body(subject.isPresent() ? "Unsubscribed\n" : "Unknown link\n");
  }

  private Unsubscribed withdraw(Subject subject, String source, HttpServletRequest request) {
    Tenant tenant = tenants.find(subject.tenant());
    var evidence =
        new Evidence(
            null,
            tenant.ipMode().keep(ClientAddress.of(request, secure).address()),
            Evidence.shortened(request.getHeader("User-Agent")),
            null,
            List.of(),
            null,
            null);
    return unsubscriptions.withdraw(subject, source, evidence);
  }

  private void dress(Subject subject, HttpServletRequest request, Model model) {
    PageLocale.choose(request, subject.language());
    model.addAttribute("brand", tenants.find(subject.tenant()).brand());
  }

  private static String unknown(HttpServletResponse response, Model model) {
    response.setStatus(404);
    model.addAttribute("brand", Brand.NONE);
    model.addAttribute("text", "campaign.unsubscribe.unknown");
    return "campaign/unsubscribed";
  }
}
