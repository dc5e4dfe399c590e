package org.jawort.campaign.landing.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jawort.campaign.landing.LandingPictures;
import org.jawort.platform.web.PictureAnswer;
import org.jawort.tenant.Tenants;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the logos; the address holds the hash of the content, so browsers may keep it forever. */
@Controller
class LogoPages {
  private final LandingPictures pictures;
  private final Tenants tenants;

  LogoPages(LandingPictures pictures, Tenants tenants) {
    this.pictures = pictures;
    this.tenants = tenants;
  }

  @GetMapping("/assets/logo/{number:[0-9]{1,9}}/{hash:[0-9a-f]{32}}")
  ResponseEntity<byte[]> logo(
      @PathVariable int number, @PathVariable String hash, HttpServletResponse response) {
    return tenants
        .byNumber(number)
        .flatMap(tenant -> pictures.find(tenant, hash))
        .map(logo -> PictureAnswer.of(logo.picture().type(), logo.bytes(), response))
        .orElseGet(() -> ResponseEntity.notFound().build());
  }
}
