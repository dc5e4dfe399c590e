package org.jawort.platform.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Whoever is signed in, as far as the page frame must know; the principal of the sign-in. */
public interface Viewer {
  /** Their name, for the user menu. */
  String name();

  /** The tenant for which they act. */
  TenantId tenant();

  /** The name of their tenant. */
  String tenantName();

  /** The language in which they want to read. */
  Language language();

  /** The zone in which times are shown. */
  ZoneId timeZone();

  /**
   * A tenant for which they may act as well.
   *
   * @param number that it goes by
   */
  record Place(int number, String name) {}

  /** Where else they work, by name. */
  List<Place> elsewhere();

  /** Tells whether they belong to the audience. */
  boolean belongsTo(Audience audience);

  /** Returns who is signed in on the running request; empty on public pages. */
  static Optional<Viewer> current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Viewer viewer
        ? Optional.of(viewer)
        : Optional.empty();
  }
}
