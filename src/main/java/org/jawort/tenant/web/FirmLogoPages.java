package org.jawort.tenant.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.platform.web.PictureAnswer;
import org.jawort.tenant.TenantLogos;
import org.jawort.tenant.Tenants;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the firms' logos, also those that only earlier versions of forms name. */
@Controller
class FirmLogoPages {
  private final TenantLogos logos;
  private final Tenants tenants;

  FirmLogoPages(TenantLogos logos, Tenants tenants) {
    this.logos = logos;
    this.tenants = tenants;
  }

  @GetMapping("/assets/firm/{number:[0-9]{1,9}}/{hash:[0-9a-f]{32}}")
  ResponseEntity<byte[]> logo(
      @PathVariable int number, @PathVariable String hash, HttpServletResponse response) {
    return tenants
        .byNumber(number)
        .flatMap(tenant -> logos.find(tenant, hash))
        .map(logo -> PictureAnswer.of(logo.type(), logo.content(), response))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
